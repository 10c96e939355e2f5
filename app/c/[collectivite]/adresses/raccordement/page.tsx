import type { Metadata } from "next"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findCuivre } from "@/lib/bal/queries/cuivre.ts"
import { listSignalements } from "@/lib/bal/queries/suivi.ts"
import { accesOf } from "../_components/open-adresses.ts"
import { CuivreFacts } from "./_components/cuivre-facts.tsx"
import { SignalementForm } from "./_components/signalement-form.tsx"
import { SignalementItem } from "./_components/signalement-item.tsx"

export const metadata: Metadata = { title: "Problèmes de raccordement" }

export default async function RaccordementPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, type } = only(ctx)
  const { acces, signalements, cuivre } = await read(ctx, async (tx) => ({
    acces: await accesOf(tx, ctx),
    signalements: await listSignalements(tx, collectiviteId),
    cuivre: await findCuivre(tx, collectiviteId),
  }))
  const home = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: `${home}/adresses` }]}
        title="Problèmes de raccordement"
        lede="Un habitant ne peut pas être raccordé ? Déclarez-le une fois : votre opérateur le suit avec l’opérateur du réseau."
      />
      {acces.etat === "ouvert" ? (
        <>
          {type === "commune" ? <CuivreFacts cuivre={cuivre} /> : null}
          <Section title="Ce qui est déclaré">
            {signalements.length === 0 ? (
              <EmptyState title="Aucun problème déclaré." />
            ) : (
              <ul className="border-line border-t">
                {signalements.map((signalement) => (
                  <SignalementItem key={signalement.id} signalement={signalement} />
                ))}
              </ul>
            )}
          </Section>
          <Section title="Déclarer un problème">
            <SignalementForm collectivite={collectivite} />
          </Section>
        </>
      ) : (
        <AccesNotice acces={acces} path={home} />
      )}
    </>
  )
}
