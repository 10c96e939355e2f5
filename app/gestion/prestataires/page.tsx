import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { isEnding } from "@/lib/catalogue/rules/conditions.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { listMarches, listPrestataires, type MarcheFile } from "@/lib/prestataires/queries.ts"

export const metadata: Metadata = { title: "Prestataires et marchés" }

const PATH = "/gestion/prestataires"

export default async function PrestatairesPage() {
  const ctx = await agentContext()
  const { marches, prestataires } = await read(ctx, async (tx) => ({
    marches: await listMarches(tx),
    prestataires: await listPrestataires(tx),
  }))
  return (
    <>
      <PageHeader
        title="Prestataires et marchés"
        lede="Le premier marché à finir est en haut : un renouvellement se prépare des mois avant."
        action={<LinkButton href={`${PATH}/nouveau`}>Ajouter un prestataire</LinkButton>}
      />
      {marches.length === 0 ? (
        <EmptyState title="Aucun marché enregistré.">Ajoutez le prestataire, puis son marché.</EmptyState>
      ) : (
        <Table
          caption="Marchés"
          rows={marches}
          rowKey={({ id }) => id}
          rowHref={({ prestataire }) => `${PATH}/${prestataire.id}`}
          columns={COLUMNS}
        />
      )}
      <Section title="Prestataires">
        <ul className="grid gap-1">
          {prestataires.map(({ id, nom, telephone }) => (
            <li key={id}>
              <a href={`${PATH}/${id}`}>{nom}</a>
              {telephone ? `, ${telephone}` : ""}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const COLUMNS = [
  {
    key: "prestataire",
    header: "Prestataire",
    rowHeader: true,
    cell: ({ prestataire }: MarcheFile) => prestataire.nom,
  },
  { key: "objet", header: "Marché", cell: ({ objet }: MarcheFile) => objet },
  {
    key: "services",
    header: "Services",
    cell: ({ services }: MarcheFile) => services.map(({ nom }) => nom).join(", ") || "–",
  },
  {
    key: "jusqua",
    header: "Fin",
    nowrap: true,
    cell: ({ jusqua, alerteMois }: MarcheFile) => (
      <>
        {formatShortDay(jusqua)}{" "}
        {jusqua < today() ? (
          <StateBadge tone="danger">fini</StateBadge>
        ) : isEnding(jusqua, alerteMois, today()) ? (
          <StateBadge tone="attention">à renouveler</StateBadge>
        ) : null}
      </>
    ),
  },
]
