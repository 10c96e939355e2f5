import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { Dossier } from "@/lib/collectivites/queries/dossier.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type PopulationsProps = { type: CollectiviteType; populations: Dossier["populations"] }

export function Populations({ type, populations }: PopulationsProps) {
  return (
    <Section title="Population">
      {populations.length === 0 ? (
        <p className="text-muted">
          {type === "syndicat"
            ? "Un syndicat n’a pas de population propre : sa cotisation est un forfait."
            : "L’INSEE ne publie pas de population pour ce code."}
        </p>
      ) : (
        <Table
          caption="Populations publiées par l’INSEE"
          rows={populations}
          rowKey={({ genre, millesime }) => `${genre} ${millesime}`}
          columns={[
            { key: "millesime", header: "Millésime", rowHeader: true, cell: (row) => row.millesime },
            {
              key: "genre",
              header: "Population",
              cell: (row) => POPULATION_LABELS[row.genre].replace("population ", ""),
            },
            { key: "habitants", header: "Habitants", end: true, cell: (row) => formatInteger(row.habitants) },
            { key: "source", header: "Source", cell: (row) => row.source },
          ]}
        />
      )}
    </Section>
  )
}
