import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { TitreForm } from "@/components/redevances/titre-form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { makeTitreAction } from "@/lib/redevances/actions.ts"
import { findPaper } from "@/lib/redevances/queries/creance.ts"
import { findLastCodes } from "@/lib/redevances/queries/titres.ts"
import { missingFacts } from "@/lib/redevances/rules/titre.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Titre pour le comptable" }

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string }> }

export default async function TitrePage({ params }: Props) {
  const { collectivite, annee: written, operateur } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const day = today()
  const annee = anneeOf(written, day)
  if (annee === null || !isIdentifier(operateur)) notFound()
  const found = await read(ctx, async (tx) => ({
    paper: await findPaper(tx, collectiviteId, annee, operateur),
    codes: await findLastCodes(tx, collectiviteId),
  }))
  if (!found.paper) notFound()
  const { creance, creancier } = found.paper
  const missing = missingFacts(creancier, creance.operateur)
  const path = `/c/${collectivite}/redevances`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: path },
          { label: `${creance.operateur.nom}, ${annee}`, href: `${path}/${annee}/${operateur}` },
        ]}
        title="Titre pour le comptable"
        lede={`${formatAmount(creance.montant)} au débit de ${creance.operateur.nom}. Le fichier est écrit ici, puis déposé sur le portail de la gestion publique par votre logiciel ou votre tiers de télétransmission.`}
      />
      {missing.length > 0 ? (
        <Notice tone="attention" title="Il manque de quoi écrire le fichier.">
          <ul className="list-disc ps-5">
            {missing.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <TitreForm action={makeTitreAction} {...{ collectivite, creance, today: day }} codes={found.codes} />
      )}
    </>
  )
}
