import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listDepannables, listMesDepannages } from "@/lib/depannages/queries/depannages.ts"
import { DepannageItem } from "./_components/depannage-item.tsx"

export const metadata: Metadata = { title: "Dépannages" }

export default async function DepannagesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const { depannages, depannables } = await read(ctx, async (tx) => ({
    depannages: await listMesDepannages(tx, collectiviteId),
    depannables: await listDepannables(tx, collectiviteId),
  }))
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "En cas d’incident", href: `${path}/incident` }]}
        title="Dépannages"
        lede="Ce qui ne marche pas sur un poste : la demande part chez le prestataire, avec un numéro et une date de réponse."
        action={
          depannables.length > 0 && (
            <LinkButton href={`${path}/depannages/nouveau`} look="primary">
              Demander un dépannage
            </LinkButton>
          )
        }
      />
      {depannages.length === 0 ? (
        <EmptyState title="Aucun dépannage demandé.">
          Pour une attaque ou une panne générale, téléphonez : le numéro est sur la page « En cas d’incident ».
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {depannages.map((depannage) => (
            <DepannageItem key={depannage.id} depannage={depannage} collectivite={collectivite} />
          ))}
        </ul>
      )}
    </>
  )
}
