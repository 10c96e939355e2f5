import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type Besoin, listBesoins } from "@/lib/catalogue/queries/complements.ts"

export const metadata: Metadata = { title: "Besoins" }

const PATH = "/gestion/catalogue/besoins"

export default async function BesoinsPage() {
  const ctx = await agentContext()
  const besoins = await read(ctx, listBesoins)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: "/gestion/catalogue" }]}
        title="Besoins"
        lede="Ce que les mairies demandent sans qu’un outil en porte le nom, et ce qui y répond aujourd’hui."
        action={
          <LinkButton href={`${PATH}/nouveau`} look="primary">
            Ajouter un besoin
          </LinkButton>
        }
      />
      {besoins.length === 0 ? (
        <EmptyState title="Aucun besoin n’est montré." />
      ) : (
        <Table
          caption="Besoins"
          rows={besoins}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
    </>
  )
}

const COLUMNS = [
  { key: "nom", header: "Besoin", rowHeader: true, cell: ({ nom }: Besoin) => nom },
  { key: "reponse", header: "Ce qui y répond", cell: ({ reponse }: Besoin) => reponse },
  { key: "service", header: "Service", cell: ({ service }: Besoin) => service?.nom ?? "–" },
  { key: "source", header: "Source", cell: ({ source }: Besoin) => source },
]
