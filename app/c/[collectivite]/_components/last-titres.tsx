import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import type { TitreRow } from "@/lib/titres/queries.ts"
import { TITRE_LABELS } from "@/lib/titres/types.ts"

/** The last bills, to find them again. */
export function LastTitres({ titres, path }: { titres: readonly TitreRow[]; path: string }) {
  return (
    <Section title="Derniers titres" action={<a href={`${path}/titres`}>Tous les titres</a>}>
      {titres.length === 0 ? (
        <p className="text-muted">Aucun titre n’a encore été émis pour votre collectivité.</p>
      ) : (
        <Table
          caption="Derniers titres"
          rows={titres}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${path}/titres/${id}`}
          columns={[
            {
              key: "numero",
              header: "Numéro",
              rowHeader: true,
              nowrap: true,
              cell: (row) => `${row.exercice}-${row.numero}`,
            },
            { key: "objet", header: "Objet", cell: ({ objet }) => objet },
            { key: "echeance", header: "Échéance", nowrap: true, cell: ({ echeance }) => formatShortDay(echeance) },
            { key: "montant", header: "Montant", end: true, cell: ({ montant }) => formatAmount(montant) },
            {
              key: "etat",
              header: "État",
              cell: ({ etat }) => <StateBadge tone={TITRE_LABELS[etat].tone}>{TITRE_LABELS[etat].word}</StateBadge>,
            },
          ]}
        />
      )}
    </Section>
  )
}
