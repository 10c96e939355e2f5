import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CampagneBadge } from "@/components/cotisations/campagne-badge.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findRapprochement, listPartagesEnAttente } from "@/lib/cotisations/queries/rapprochement.ts"
import {
  countLignes,
  findCampagne,
  findProgress,
  findTotals,
  LIGNES_PER_PAGE,
  listCasADecider,
  listLignes,
} from "@/lib/cotisations/queries.ts"
import { lignesFilter } from "@/lib/cotisations/schema.ts"
import type { CampagneState } from "@/lib/cotisations/types.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { CampagneActs } from "./_components/campagne-acts.tsx"
import { CasADecider } from "./_components/cas-a-decider.tsx"
import { LignesFilters } from "./_components/lignes-filters.tsx"
import { LignesTable } from "./_components/lignes-table.tsx"
import { LiveProgress } from "./_components/live-progress.tsx"
import { Reconciliation } from "./_components/reconciliation.tsx"
import { Regles } from "./_components/regles.tsx"
import { Totals } from "./_components/totals.tsx"

export const metadata: Metadata = { title: "Campagne de cotisation" }

const ISSUED: readonly CampagneState[] = ["en_emission", "emise"]

type Props = {
  params: Promise<{ campagne: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CampagnePage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { campagne: id } = await params
  if (!isIdentifier(id)) notFound()
  const list = listParams(await searchParams)
  const filter = lignesFilter.parse(list)
  const found = await read(ctx, async (tx) => {
    const campagne = await findCampagne(tx, id)
    if (!campagne) return null
    return {
      campagne,
      totals: await findTotals(tx, id),
      cas: campagne.etat === "brouillon" ? await listCasADecider(tx, id) : [],
      lignes: await listLignes(tx, id, filter),
      counted: await countLignes(tx, id, filter, COUNT_BOUND + 1),
      progress: await findProgress(tx, id),
      rapprochement: campagne.etat === "emise" ? await findRapprochement(tx, id) : null,
      partages: campagne.etat === "emise" ? await listPartagesEnAttente(tx, id) : [],
    }
  })
  if (!found) notFound()
  const { campagne, totals, cas, lignes, counted, progress, rapprochement, partages } = found
  const path = `/gestion/campagnes/${id}`
  const launched = ISSUED.includes(campagne.etat)
  const services = campagne.services
    ? ` Services du ${formatDay(campagne.services.du)} au ${formatDay(campagne.services.au)}.`
    : ""
  return (
    <>
      <PageHeader
        title={campagne.libelle}
        state={<CampagneBadge etat={campagne.etat} />}
        crumbs={[{ href: "/gestion/campagnes", label: "Campagnes" }]}
        lede={`Population ${campagne.genre} ${campagne.millesime}, datée du ${formatDay(campagne.dateEmission)}, à payer avant le ${formatDay(campagne.echeance)}.${services}${launched ? "" : " Rien n’est émis."}`}
      />
      <Totals totals={totals} path={path} />
      {launched && progress ? <LiveProgress campagne={id} initial={progress} /> : null}
      {rapprochement ? <Reconciliation rapprochement={rapprochement} partages={partages} /> : null}
      {cas.length > 0 ? <CasADecider campagne={id} cas={cas} total={totals.aDecider} /> : null}
      <CampagneActs campagne={campagne} totals={totals} personneId={ctx.who.personneId} />
      <Section title="Ce que chaque membre doit">
        <LignesFilters path={path} params={list} />
        <LignesTable
          path={path}
          params={list}
          lignes={lignes}
          exercice={campagne.exercice}
          services={campagne.services !== null}
        />
        <Pagination
          path={path}
          params={list}
          page={filter.page}
          pageSize={LIGNES_PER_PAGE}
          counted={counted}
          singular="membre"
        />
      </Section>
      <Regles campagne={campagne} totals={totals} />
      <Section title="Déroulé">
        <Timeline
          entries={[...campagne.gestes].reverse().map(({ quoi, qui, quand }) => ({
            id: quoi,
            what: quoi,
            when: formatInstant(quand),
            dateTime: quand.toISOString(),
            who: qui,
          }))}
        />
      </Section>
    </>
  )
}
