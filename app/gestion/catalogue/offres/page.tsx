import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listOffresExternes, type OffreExterne } from "@/lib/catalogue/queries/complements.ts"
import { OFFRE_AUTEURS } from "@/lib/catalogue/types.ts"

export const metadata: Metadata = { title: "Services d’autres acteurs" }

const PATH = "/gestion/catalogue/offres"

export default async function OffresPage() {
  const ctx = await agentContext()
  const offres = await read(ctx, listOffresExternes)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: "/gestion/catalogue" }]}
        title="Services d’autres acteurs"
        lede="Le catalogue du délégataire, La Suite territoriale… Montrés aux membres comme ceux d’un autre : ils ne se souscrivent pas ici."
        action={
          <LinkButton href={`${PATH}/nouvelle`} look="primary">
            Ajouter un service
          </LinkButton>
        }
      />
      {offres.length === 0 ? (
        <EmptyState title="Aucun service d’un autre acteur n’est montré." />
      ) : (
        <Table
          caption="Services d’autres acteurs"
          rows={offres}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
    </>
  )
}

const COLUMNS = [
  { key: "nom", header: "Service", rowHeader: true, cell: ({ nom }: OffreExterne) => nom },
  { key: "auteur", header: "Qui", cell: ({ auteur }: OffreExterne) => OFFRE_AUTEURS[auteur] },
  { key: "organisme", header: "Organisme", cell: ({ organisme }: OffreExterne) => organisme },
  {
    key: "eligibilite",
    header: "Pour qui",
    cell: ({ eligibilite }: OffreExterne) => eligibilite ?? "La source ne le dit pas",
  },
  { key: "source", header: "Source", cell: ({ source }: OffreExterne) => source },
]
