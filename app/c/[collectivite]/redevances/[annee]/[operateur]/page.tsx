import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DossierView, dossierLede } from "@/components/redevances/dossier-view.tsx"
import { SituationBadge } from "@/components/redevances/situation-badge.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { carryOverAction, followCreanceAction, prepareCreanceAction } from "@/lib/redevances/actions/commune.ts"
import { findDossier } from "@/lib/redevances/queries/creance.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Une redevance" }

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string }> }

const ACTIONS = { prepare: prepareCreanceAction, follow: followCreanceAction, carryOver: carryOverAction }

export default async function RedevancePage({ params }: Props) {
  const { collectivite, annee: written, operateur } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const day = today()
  const annee = anneeOf(written, day)
  if (annee === null || !isIdentifier(operateur)) notFound()
  const dossier = await read(ctx, (tx) => findDossier(tx, collectiviteId, annee, operateur))
  if (!dossier) notFound()
  const { ligne } = dossier
  const path = `/c/${collectivite}/redevances`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: path }]}
        title={`${ligne.operateur}, ${annee}`}
        state={<SituationBadge situation={ligne.situation} />}
        lede={dossierLede(dossier)}
      />
      <DossierView
        {...{ dossier, collectivite, path, today: day, actions: ACTIONS }}
        here={`${path}/${annee}/${operateur}`}
        edit={`${path}/etats/nouveau?annee=${annee}&operateur=${operateur}`}
      />
    </>
  )
}
