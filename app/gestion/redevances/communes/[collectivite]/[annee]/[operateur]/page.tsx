import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DossierView, dossierLede } from "@/components/redevances/dossier-view.tsx"
import { EtatForm } from "@/components/redevances/etat-form.tsx"
import { SituationBadge } from "@/components/redevances/situation-badge.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { de } from "@/lib/platform/ecrit/ecrit.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import {
  carryOverForAction,
  declareEtatForAction,
  followCreanceForAction,
  prepareCreanceForAction,
} from "@/lib/redevances/actions/bureau.ts"
import { consultDossier } from "@/lib/redevances/commands/consult.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Une redevance d’une commune" }

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string }> }

const ACTIONS = { prepare: prepareCreanceForAction, follow: followCreanceForAction, carryOver: carryOverForAction }

export default async function RedevanceForPage({ params }: Props) {
  const ctx = await agentContext()
  const { collectivite, annee: written, operateur } = await params
  const day = today()
  const annee = anneeOf(written, day)
  if (annee === null || !isIdentifier(operateur)) notFound()
  const found = await consultDossier(ctx, collectivite, annee, operateur)
  if (!found) notFound()
  const { dossier, mandat, nom, operateurs } = found
  const path = `/gestion/redevances/communes/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: "/gestion/redevances" },
          { label: nom, href: path },
        ]}
        title={`${dossier.ligne.operateur}, ${annee}`}
        state={<SituationBadge situation={dossier.ligne.situation} />}
        lede={dossierLede(dossier)}
      />
      {mandat ? (
        <Notice>Vous agissez au nom {de(nom)}, sous son mandat. Elle reste créancière et voit chaque acte.</Notice>
      ) : (
        <Notice>Sans mandat {de(nom)}, cette page se consulte seulement.</Notice>
      )}
      <DossierView
        {...{ dossier, collectivite, path, today: day, edit: "#corriger", actions: mandat ? ACTIONS : null }}
        here={`${path}/${annee}/${operateur}`}
      />
      {mandat ? (
        <Section title="Corriger l’état du patrimoine">
          <details>
            <summary className="cursor-pointer py-1 text-accent">Saisir un état qui remplace celui-ci</summary>
            <div id="corriger" className="mt-4">
              <EtatForm
                {...{ action: declareEtatForAction, collectivite, operateurs, operateur, annee }}
                recuLe={day}
                lignes={dossier.etat.lignes}
                replaces
              />
            </div>
          </details>
        </Section>
      ) : null}
    </>
  )
}
