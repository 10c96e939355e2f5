import type { Metadata } from "next"
import { ReleveBadge } from "@/components/postes/badges.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import { formatInstant, formatInteger, formatShortDay } from "@/lib/platform/format.ts"
import { listReleves, listSuivis } from "@/lib/postes/queries/desk.ts"
import { ReleveForms } from "./_components/releve-forms.tsx"

export const metadata: Metadata = { title: "Relevés du prestataire" }

const PATH = "/gestion/postes/releves"

export default async function RelevesPage() {
  const ctx = await agentContext()
  const { releves, services } = await read(ctx, async (tx) => ({
    releves: await listReleves(tx),
    services: await listSuivis(tx),
  }))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Postes", href: "/gestion/postes" }]}
        title="Relevés du prestataire"
        lede="Ce que le prestataire dit de chaque poste. Un relevé sûr s’applique seul ; un relevé douteux attend votre regard."
      />
      {releves.length === 0 ? null : (
        <Table
          caption="Relevés reçus"
          rows={releves}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
      <Section title="Recevoir un relevé">
        <ReleveForms services={services} connected={env().FOURNISSEUR_URL !== undefined} />
      </Section>
    </>
  )
}

type Row = Awaited<ReturnType<typeof listReleves>>[number]
const COLUMNS = [
  {
    key: "releve",
    header: "Daté du",
    rowHeader: true,
    nowrap: true,
    cell: ({ releveLe }: Row) => formatShortDay(releveLe),
  },
  { key: "service", header: "Service", cell: ({ service }: Row) => service },
  { key: "origine", header: "Origine", cell: ({ origine }: Row) => origine },
  { key: "recu", header: "Reçu le", nowrap: true, cell: ({ recuLe }: Row) => formatInstant(recuLe) },
  {
    key: "lus",
    header: "Postes",
    end: true,
    cell: ({ lus, annonces }: Row) =>
      annonces === null || annonces === lus
        ? formatInteger(lus)
        : `${formatInteger(lus)} sur ${formatInteger(annonces)} annoncés`,
  },
  { key: "etat", header: "État", cell: ({ etat }: Row) => <ReleveBadge etat={etat} /> },
]
