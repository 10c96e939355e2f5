import type { Metadata } from "next"
import { OutilCard } from "@/components/outils/outil-card.tsx"
import { OutilOffre } from "@/components/outils/outil-offre.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findCertificatJours } from "@/lib/outils/queries/certificats.ts"
import { listOutils } from "@/lib/outils/queries/outils.ts"
import { placeOf, usageOf } from "@/lib/outils/rules.ts"
import type { Outil } from "@/lib/outils/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Outils" }

/** One place that opens the tools of the pack: hers, those of her collectivité, and those that nobody uses. */
export default async function OutilsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { personneId } = ctx.who
  const now = new Date()
  const { outils, alertes } = await read(ctx, async (tx) => ({
    outils: await listOutils(tx, { collectiviteId, personneId }, now),
    alertes: await findCertificatJours(tx),
  }))
  const at = Map.groupBy(outils, placeOf)
  const mine = at.get("a_moi") ?? []
  const others = at.get("sans_moi") ?? []
  const unused = outils.filter((outil) => usageOf(outil) !== "utilise")
  const path = `/c/${collectivite}`
  const grants = denial(ctx, "outils.grant", now) === null
  const card = (outil: Outil) => (
    <OutilCard key={outil.slug} {...{ outil, path, now, alertes, grants, today: dayInParis(now) }} />
  )
  return (
    <>
      <PageHeader
        title="Outils"
        lede={`Les outils du pack compris dans l’adhésion de ${nom} : ${formatCount(mine.length + others.length, "ouvert")} sur ${outils.length}, dont ${mine.length} pour vous.`}
      />
      {mine.length === 0 ? (
        <EmptyState title="Aucun outil ne s’ouvre encore avec votre compte.">
          {others.length > 0
            ? "Demandez l’accès à ceux de votre collectivité ci-dessous."
            : "Ils sont compris dans l’adhésion : demandez leur ouverture ci-dessous."}
        </EmptyState>
      ) : (
        <Section title="Mes outils">
          <ul className={CARDS}>{mine.map(card)}</ul>
        </Section>
      )}
      {others.length > 0 ? (
        <Section title="Ouverts pour la collectivité, sans accès pour vous">
          <ul className={CARDS}>{others.map(card)}</ul>
        </Section>
      ) : null}
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

const CARDS = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-4"
