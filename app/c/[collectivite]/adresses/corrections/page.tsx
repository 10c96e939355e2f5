import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listCorrections } from "@/lib/bal/queries/corrections.ts"
import { findRapport } from "@/lib/bal/queries/report.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { choixOf, communeOf, crumbOf } from "../_components/choix.ts"
import { CorrectionItem } from "./_components/correction-item.tsx"

export const metadata: Metadata = { title: "Corrections proposées" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CorrectionsPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const choix = await choixOf(searchParams)
  const { collectiviteId } = only(ctx)
  const { commune, corrections } = await read(ctx, async (tx) => {
    const found = await communeOf(tx, ctx, choix)
    const rapport = await findRapport(tx, collectiviteId, found.id)
    return { commune: found, corrections: rapport ? await listCorrections(tx, collectiviteId, rapport.id) : [] }
  })
  const accepted = corrections.filter(({ etat }) => etat === "acceptee").length
  const { path, crumb } = crumbOf(ctx, commune)
  return (
    <>
      <PageHeader
        crumbs={[crumb]}
        title="Corrections proposées"
        lede="Seulement ce qui ne fait pas de doute. Rien n’entre dans le fichier corrigé sans votre accord."
        action={
          accepted > 0 ? (
            <LinkButton href={`${path}/corrige${choix ? `?commune=${choix}` : ""}`} look="primary">
              Télécharger le fichier corrigé ({formatCount(accepted, "correction")})
            </LinkButton>
          ) : null
        }
      />
      {corrections.length === 0 ? (
        <EmptyState title="Rien à proposer sur cette version.">
          Ce qui reste à corriger demande de vérifier sur place : suivez le rapport rue par rue.
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {corrections.map((correction) => (
            <CorrectionItem key={correction.id} correction={correction} collectivite={collectivite} />
          ))}
        </ul>
      )}
    </>
  )
}
