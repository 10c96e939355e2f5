import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { TitreView, titreLede } from "@/components/redevances/titre-view.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { makeTitreAction } from "@/lib/redevances/actions/commune.ts"
import { findPaper } from "@/lib/redevances/queries/creance.ts"
import { findLastCodes } from "@/lib/redevances/queries/titres.ts"
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
  const { paper, codes } = await read(ctx, async (tx) => ({
    paper: await findPaper(tx, collectiviteId, annee, operateur),
    codes: await findLastCodes(tx, collectiviteId),
  }))
  if (!paper) notFound()
  const path = `/c/${collectivite}/redevances`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: path },
          { label: `${paper.creance.operateur.nom}, ${annee}`, href: `${path}/${annee}/${operateur}` },
        ]}
        title="Titre pour le comptable"
        lede={titreLede(paper.creance)}
      />
      <TitreView
        {...{ action: makeTitreAction, collectivite, ...paper, codes, today: day }}
        coordonnees={`/c/${collectivite}/coordonnees`}
      />
    </>
  )
}
