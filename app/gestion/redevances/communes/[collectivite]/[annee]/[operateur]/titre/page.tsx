import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { TitreView, titreLede } from "@/components/redevances/titre-view.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { makeTitreForAction } from "@/lib/redevances/actions/bureau.ts"
import { consultPaper } from "@/lib/redevances/commands/consult.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Titre d’une commune" }

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string }> }

/** Without mandate, there is nothing to do here. */
export default async function TitreForPage({ params }: Props) {
  const ctx = await agentContext()
  const { collectivite, annee: written, operateur } = await params
  const day = today()
  const annee = anneeOf(written, day)
  if (annee === null || !isIdentifier(operateur)) notFound()
  const found = await consultPaper(ctx, collectivite, annee, operateur)
  if (!found?.mandat) notFound()
  const { creance, creancier, codes, nom } = found
  const path = `/gestion/redevances/communes/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: nom, href: path },
          { label: `${creance.operateur.nom}, ${annee}`, href: `${path}/${annee}/${operateur}` },
        ]}
        title="Titre pour le comptable"
        lede={titreLede(creance)}
      />
      <TitreView
        {...{ action: makeTitreForAction, collectivite, creance, creancier, codes, today: day }}
        coordonnees={`/gestion/collectivites/${collectivite}`}
      />
    </>
  )
}
