import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { formatInteger } from "@/lib/platform/format.ts"
import type { ImportRow } from "@/lib/reglements/queries/imports.ts"
import { REFUSED } from "./rows-section.tsx"

/** The report that is kept. */
export function Result({ row }: { row: ImportRow }) {
  const rejets = row.rejets ?? []
  return (
    <>
      <Figures
        figures={[
          { label: "Paiements ajoutés", value: formatInteger(row.ajoutees ?? 0) },
          { label: "Leur somme", value: <Amount cents={row.total ?? 0n} /> },
          { label: "Déjà connus", value: formatInteger(row.doublons ?? 0) },
          { label: "Lignes laissées de côté", value: formatInteger(rejets.length) },
        ]}
      />
      <p>
        <LinkButton href="/gestion/reglements" look="primary">
          Affecter les paiements
        </LinkButton>
      </p>
      {rejets.length > 0 ? (
        <Section title="Lignes laissées de côté">
          <Table
            caption="Lignes laissées de côté"
            columns={REFUSED}
            rows={rejets}
            rowKey={(one) => String(one.ligne)}
          />
        </Section>
      ) : null}
    </>
  )
}
