import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { CommuneBal } from "@/lib/bal/queries/communes.ts"
import type { listCurrent } from "@/lib/bal/queries/report.ts"
import { formatDecimal, formatInteger, formatPercent } from "@/lib/platform/format.ts"

type Courante = Awaited<ReturnType<typeof listCurrent>>[number]
type Props = { communes: readonly CommuneBal[]; courantes: readonly Courante[]; path: string }

/** The communes of an EPCI, those that it handed in and those that wait. */
export function CommunesTable({ communes, courantes, path }: Props) {
  const rows = communes.map((commune) => ({
    ...commune,
    version: courantes.find(({ communeId }) => communeId === commune.id) ?? null,
  }))
  const figure = (of: (version: Courante) => string) => (row: (typeof rows)[number]) =>
    row.version ? of(row.version) : "–"
  return (
    <Section title="Vos communes">
      <Table
        caption="Adresses des communes membres"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "nom",
            header: "Commune",
            rowHeader: true,
            cell: ({ nom, publicId, version }) => (version ? <a href={`${path}?commune=${publicId}`}>{nom}</a> : nom),
          },
          {
            key: "etat",
            header: "Fichier",
            cell: ({ version }) =>
              version === null ? (
                <StateBadge>non déposé</StateBadge>
              ) : (
                <StateBadge tone={version.valide ? "ok" : "danger"}>{version.valide ? "accepté" : "refusé"}</StateBadge>
              ),
          },
          { key: "adresses", header: "Adresses", end: true, cell: figure(({ adresses }) => formatInteger(adresses)) },
          { key: "bloquees", header: "Bloquées", end: true, cell: figure(({ bloquees }) => formatInteger(bloquees)) },
          {
            key: "certifiees",
            header: "Certifiées",
            end: true,
            cell: figure(({ certifiees, adresses }) => (adresses ? formatPercent(certifiees / adresses) : "–")),
          },
          {
            key: "indice",
            header: "Indice",
            end: true,
            cell: figure(({ indice }) => (indice === null ? "–" : formatDecimal(indice.toFixed(1)))),
          },
        ]}
      />
    </Section>
  )
}
