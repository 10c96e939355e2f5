import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import type { CommuneRedevances } from "@/lib/redevances/queries/commune.ts"
import { expiresThisYear } from "@/lib/redevances/rules/prescription.ts"
import type { LigneRedevance } from "@/lib/redevances/rules/situation.ts"
import { PrepareYear } from "./prepare-year.tsx"

type ToDoProps = { redevances: CommuneRedevances; collectivite: string; path: string; today: CalendarDate }

/** What waits, the most pressing first: what is lost soon, what can be asked, what deserves a question. */
export function ToDo({ redevances: { lignes, anomalies }, collectivite, path, today }: ToDoProps) {
  const waiting = (row: LigneRedevance) => row.situation === "a_reclamer" || row.situation === "deliberation_absente"
  const years = [...new Set(lignes.filter(waiting).map(({ annee }) => annee))].sort((a, b) => a - b)
  if (years.length === 0 && anomalies.length === 0) return null
  return (
    <Section title="À faire">
      <TaskList>
        {years.map((annee) => (
          <YearTask
            key={annee}
            rows={lignes.filter((row) => row.annee === annee && waiting(row))}
            {...{ annee, collectivite, path, today }}
          />
        ))}
        {anomalies.map(({ genre, annee, operateurId, message }) => (
          <Task
            key={`${genre}-${annee}-${operateurId}`}
            title={message}
            action={
              <LinkButton
                href={
                  genre === "baisse"
                    ? `${path}/${annee}/${operateurId}`
                    : `${path}/etats/nouveau?annee=${annee}&operateur=${operateurId}`
                }
              >
                {genre === "baisse" ? "Voir l’état" : "Saisir un état"}
              </LinkButton>
            }
          />
        ))}
      </TaskList>
    </Section>
  )
}

type YearTaskProps = {
  annee: number
  rows: readonly LigneRedevance[]
  collectivite: string
  path: string
  today: CalendarDate
}

function YearTask({ annee, rows, collectivite, path, today }: YearTaskProps) {
  const amount = formatAmount(sum(rows.map(({ montant }) => montant ?? 0n)))
  const [first] = rows
  const urgent = rows.some(({ prescription }) => expiresThisYear(prescription.exigibleLe, today))
  const deadline = first ? `Dernier jour pour agir : ${formatDay(first.prescription.dernierJour)}.` : null
  return (
    <Task
      title={
        <>
          Redevances {annee} : <strong>{amount}</strong> à réclamer
          {urgent ? " avant la fin de l’année" : ""}
        </>
      }
      detail={deadline}
      action={
        rows.every(({ situation }) => situation === "deliberation_absente") ? (
          <LinkButton href={`${path}/deliberation?annee=${annee}`}>Préparer la délibération</LinkButton>
        ) : (
          <PrepareYear collectivite={collectivite} annee={annee} />
        )
      }
    />
  )
}
