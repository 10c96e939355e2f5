import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { ActeRow } from "@/lib/conventions/queries/actes.ts"
import { GENRE_LABELS } from "@/lib/conventions/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

export const ActesTasks = ({ actes, path }: { actes: readonly ActeRow[]; path: string }) => (
  <Section title="Vos documents à signer et signés">
    {actes.length === 0 ? (
      <EmptyState title="Aucun document pour le moment." />
    ) : (
      <TaskList>
        {actes.map(({ id, genre, numero, etat, aSignerAvant }) => (
          <Task
            key={id}
            title={
              <>
                <strong>
                  {GENRE_LABELS[genre]} n° {numero}
                </strong>{" "}
                <ActeBadge etat={etat} />
              </>
            }
            detail={etat === "a_signer" ? `À signer avant le ${formatDay(calendarDate(aSignerAvant))}` : undefined}
            action={
              <LinkButton href={`${path}/${id}`} look={etat === "a_signer" ? "primary" : "secondary"}>
                {etat === "a_signer" ? "Lire et signer" : "Voir"}
                <span className="sr-only"> {numero}</span>
              </LinkButton>
            }
          />
        ))}
      </TaskList>
    )}
  </Section>
)
