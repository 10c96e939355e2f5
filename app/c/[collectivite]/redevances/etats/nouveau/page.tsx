import type { Metadata } from "next"
import { EtatForm } from "@/components/redevances/etat-form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { declareEtatAction } from "@/lib/redevances/actions/commune.ts"
import { findEtat } from "@/lib/redevances/queries/dossier.ts"
import { listOperateurs } from "@/lib/redevances/queries/reference.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Saisir un état du patrimoine" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<{ annee?: string; operateur?: string }>
}

export default async function NouvelEtatPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const asked = await searchParams
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const day = today()
  const annee = anneeOf(asked.annee ?? "", day) ?? yearOf(day)
  const operateur = asked.operateur && isIdentifier(asked.operateur) ? asked.operateur : undefined
  const { operateurs, etat } = await read(ctx, async (tx) => ({
    operateurs: await listOperateurs(tx),
    etat: operateur ? await findEtat(tx, collectiviteId, annee, operateur) : null,
  }))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: `/c/${collectivite}/redevances` }]}
        title="Saisir un état du patrimoine"
        lede="Recopiez ce que l’opérateur vous a envoyé : longueurs en kilomètres, surfaces en mètres carrés."
      />
      {etat ? (
        <Notice>
          Un état reçu le {formatDay(etat.recuLe)} est déjà enregistré : celui-ci le remplacera, l’ancien restera dans
          l’historique.
        </Notice>
      ) : null}
      <EtatForm
        action={declareEtatAction}
        collectivite={collectivite}
        operateurs={operateurs}
        operateur={operateur}
        annee={annee}
        recuLe={day}
        lignes={etat?.lignes}
        replaces
      />
    </>
  )
}
