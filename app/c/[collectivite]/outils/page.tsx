import type { Metadata } from "next"
import { OutilCard } from "@/components/outils/outil-card.tsx"
import { OutilOffre } from "@/components/outils/outil-offre.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findCertificatJours } from "@/lib/outils/queries/certificats.ts"
import { listOutils } from "@/lib/outils/queries/outils.ts"
import { usageOf } from "@/lib/outils/rules.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Outils" }

/** One place that opens the tools of the pack, and tells of those that nobody uses. */
export default async function OutilsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { outils, alertes } = await read(ctx, async (tx) => ({
    outils: await listOutils(tx, collectiviteId, new Date()),
    alertes: await findCertificatJours(tx),
  }))
  const open = outils.filter(({ souscription }) => souscription?.etat === "en_service")
  const unused = outils.filter((outil) => usageOf(outil) !== "utilise")
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        title="Outils"
        lede={`Les outils du pack compris dans l’adhésion de ${nom} : ${formatCount(open.length, "ouvert")} sur ${outils.length}.`}
      />
      {open.length === 0 ? (
        <EmptyState title="Aucun outil n’est encore ouvert.">
          Ils sont compris dans l’adhésion : demandez leur ouverture ci-dessous.
        </EmptyState>
      ) : (
        <Section title="Ouvrir un outil">
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-4">
            {open.map((outil) => (
              <OutilCard key={outil.slug} outil={outil} path={path} today={today()} alertes={alertes} />
            ))}
          </ul>
        </Section>
      )}
      {unused.length > 0 ? (
        <Section title="Compris et jamais utilisés">
          <p className="max-w-measure text-muted">
            Vous les payez déjà par l’adhésion. Un mode d’emploi et une personne à appeler pour chacun.
          </p>
          <ul className="border-line border-t">
            {unused.map((outil) => (
              <OutilOffre key={outil.slug} outil={outil} path={path} />
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
