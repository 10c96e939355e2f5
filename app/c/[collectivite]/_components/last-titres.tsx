import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { MonTitre } from "@/lib/reglements/queries/member.ts"
import { titreReference } from "@/lib/titres/rules.ts"

/** The last bills, to find them again. */
export function LastTitres({ titres, path }: { titres: readonly MonTitre[]; path: string }) {
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
            { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, cell: titreReference },
            { key: "objet", header: "Objet", cell: ({ objet }) => objet },
            {
              key: "echeance",
              header: "Échéance",
              nowrap: true,
              cell: (row) => (row.nature === "recette" ? formatShortDay(row.echeance) : "–"),
            },
            {
              key: "montant",
              header: "Montant",
              end: true,
              cell: (row) => <Amount cents={row.nature === "recette" ? row.montant : -row.montant} />,
            },
            { key: "etat", header: "État", cell: (row) => <TitreBadge etat={row.etat} nature={row.nature} /> },
          ]}
        />
      )}
    </Section>
  )
}
