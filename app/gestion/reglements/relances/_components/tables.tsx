import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatInstant, formatShortDay } from "@/lib/platform/format.ts"
import { rangWords } from "@/lib/reglements/mail.ts"
import type { PauseEnCours, RelanceEnvoyee, RelancePrevue, TitreEnRetard } from "@/lib/reglements/queries/relances.ts"
import { lateDays } from "@/lib/reglements/rules/relances.ts"
import { PAUSE_LABELS } from "@/lib/reglements/types.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const href = ({ titreId }: { titreId: string }) => `/gestion/titres/${titreId}/reglements`

const late = (today: CalendarDate): readonly Column<TitreEnRetard>[] => [
  { key: "titre", header: "Titre", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  { key: "retard", header: "Retard", nowrap: true, cell: (row) => formatCount(lateDays(row.echeance, today), "jour") },
  { key: "reste", header: "Reste dû", end: true, cell: (row) => <Amount cents={row.reste} /> },
]

export const PrevuesTable = ({ rows, today }: { rows: readonly RelancePrevue[]; today: CalendarDate }) => (
  <Table
    caption="Prochaines relances"
    columns={[
      ...late(today),
      { key: "rang", header: "Relance", cell: (row) => rangWords(row.rang) },
      {
        key: "le",
        header: "Partira",
        nowrap: true,
        cell: (row) => (
          <>
            {row.le <= today ? "aujourd’hui" : formatShortDay(row.le)}
            {row.question ? (
              <>
                {" "}
                <StateBadge tone="attention">question sans réponse</StateBadge>
              </>
            ) : null}
          </>
        ),
      },
    ]}
    rows={rows}
    rowKey={(row) => row.titreId}
    rowHref={href}
  />
)

export const RetenuesTable = ({ rows, today }: { rows: readonly TitreEnRetard[]; today: CalendarDate }) => (
  <Table
    caption="Titres en retard sans autre relance"
    columns={[
      ...late(today),
      { key: "envoyees", header: "Relances envoyées", end: true, cell: (row) => row.envoyees.length },
      { key: "etat", header: "État", cell: (row) => <TitreBadge etat={row.etat} /> },
    ]}
    rows={rows}
    rowKey={(row) => row.titreId}
    rowHref={href}
  />
)

const PAUSES: readonly Column<PauseEnCours>[] = [
  { key: "titre", header: "Titre", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  { key: "genre", header: "Raison", cell: (row) => PAUSE_LABELS[row.genre] },
  { key: "motif", header: "Précision", cell: (row) => row.motif },
  { key: "le", header: "Depuis", nowrap: true, cell: (row) => formatInstant(row.le) },
]

export const PausesTable = ({ rows }: { rows: readonly PauseEnCours[] }) => (
  <Table caption="Relances suspendues" columns={PAUSES} rows={rows} rowKey={(row) => row.titreId} rowHref={href} />
)

const ENVOYEES: readonly Column<RelanceEnvoyee>[] = [
  { key: "titre", header: "Titre", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  { key: "rang", header: "Relance", cell: (row) => rangWords(row.rang) },
  { key: "le", header: "Envoyée", nowrap: true, cell: (row) => formatInstant(row.le) },
  { key: "reste", header: "Restait dû", end: true, cell: (row) => <Amount cents={row.reste} /> },
  {
    key: "courriels",
    header: "Courriels",
    cell: (row) =>
      row.courriels === 0 ? (
        <StateBadge tone="attention">aucun : à poster</StateBadge>
      ) : row.rejetes > 0 ? (
        <StateBadge tone="danger">{`${row.rejetes} sur ${row.courriels} non remis`}</StateBadge>
      ) : (
        formatCount(row.courriels, "courriel")
      ),
  },
  {
    key: "lettre",
    header: "Lettre",
    cell: (row) => (
      <a href={`/gestion/reglements/relances/${row.id}/lettre`}>
        PDF<span className="sr-only">{`, ${rangWords(row.rang).toLowerCase()} du titre ${titreReference(row)}`}</span>
      </a>
    ),
  },
]

export const EnvoyeesTable = ({ rows }: { rows: readonly RelanceEnvoyee[] }) => (
  <Table caption="Relances envoyées" columns={ENVOYEES} rows={rows} rowKey={(row) => row.id} rowHref={href} />
)
