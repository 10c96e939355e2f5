import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatList } from "@/lib/platform/format.ts"
import { listEnRetard, listPauses, listRelances, planRelances } from "@/lib/reglements/queries/relances.ts"
import { ReglementsNav } from "../_components/reglements-nav.tsx"
import { EnvoyeesTable, PausesTable, PrevuesTable, RetenuesTable } from "./_components/tables.tsx"

export const metadata: Metadata = { title: "Relances" }

const PATH = "/gestion/reglements/relances"
/** A page is for reading: past this, the account of each member says the rest. */
const SHOWN = 100

export default async function RelancesPage() {
  const ctx = await agentContext()
  const { jours, enRetard, pauses, envoyees } = await read(ctx, async (tx) => ({
    jours: (await tx.operateur.findFirstOrThrow({ select: { relancesJours: true } })).relancesJours,
    enRetard: await listEnRetard(tx, today()),
    pauses: await listPauses(tx),
    envoyees: await listRelances(tx),
  }))
  const prevues = planRelances(enRetard, jours)
  const planned = new Set(prevues.map(({ titreId }) => titreId))
  const retenues = enRetard.filter(({ titreId, enPause }) => !planned.has(titreId) && !enPause)
  return (
    <>
      <PageHeader
        title="Relances"
        crumbs={[{ href: "/gestion/reglements", label: "Règlements" }]}
        lede={
          jours.length > 0
            ? `Elles partent d’elles-mêmes ${formatList(jours.map((one) => `${one} jours`))} après l’échéance, par message à toute l’équipe de la collectivité.`
            : "Aucune relance ne part : le calendrier est vide."
        }
        action={
          ctx.role === "administrateur" ? <a href="/gestion/reglages/reglements">Régler le calendrier</a> : undefined
        }
      />
      <ReglementsNav current={PATH} />
      {enRetard.length > 0 ? <SheetLinks what="les titres en retard" path={`${PATH}/export`} /> : null}
      <Section title="Prochaines relances">
        {prevues.length > 0 ? (
          <PrevuesTable rows={prevues.slice(0, SHOWN)} today={today()} />
        ) : (
          <EmptyState title="Aucune relance à venir">Aucun titre en retard n’attend de relance.</EmptyState>
        )}
        {prevues.length > SHOWN ? (
          <p className="text-muted">{`Les ${SHOWN} premières sur ${prevues.length}.`}</p>
        ) : null}
      </Section>
      {retenues.length > 0 ? (
        <Section title="En retard, sans autre relance">
          <Notice tone="info">
            Le calendrier est épuisé, ou le comptable a rejeté le titre ou l’a admis en non-valeur. La suite est la
            sienne.
          </Notice>
          <RetenuesTable rows={retenues.slice(0, SHOWN)} today={today()} />
        </Section>
      ) : null}
      {pauses.length > 0 ? (
        <Section title="Relances suspendues">
          <PausesTable rows={pauses} />
        </Section>
      ) : null}
      <Section title="Relances envoyées">
        {envoyees.length > 0 ? <EnvoyeesTable rows={envoyees} /> : <EmptyState title="Aucune relance envoyée" />}
      </Section>
    </>
  )
}
