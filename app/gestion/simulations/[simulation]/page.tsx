import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SimulationBadge } from "@/components/cotisations/simulation-badge.tsx"
import { Citation } from "@/components/deliberations/citation.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  chooseCalcul,
  findEffets,
  findSimulation,
  listCalculs,
  objetWords,
} from "@/lib/cotisations/queries/simulations.ts"
import { bilanOf, isPayeur, isPossible } from "@/lib/cotisations/rules/simulation.ts"
import { effetsFilter } from "@/lib/cotisations/schema/simulation.ts"
import { findCitationChoices, listCitees } from "@/lib/deliberations/queries.ts"
import { findLastMutualises } from "@/lib/partages/queries/mutualises.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { CalculSection } from "./_components/calcul-section.tsx"
import { EffetsTable } from "./_components/effets-table.tsx"
import { ByPilier, ByType } from "./_components/groupes.tsx"
import { NoCalcul } from "./_components/no-calcul.tsx"
import { spreadByPilier } from "./_components/piliers.ts"
import { SimulationActs } from "./_components/simulation-acts.tsx"

export const metadata: Metadata = { title: "Simulation de tarif" }

type Props = {
  params: Promise<{ simulation: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SimulationPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { simulation: id } = await params
  if (!isIdentifier(id)) notFound()
  const list = listParams(await searchParams)
  const filter = effetsFilter.parse(list)
  const found = await read(ctx, async (tx) => {
    const simulation = await findSimulation(tx, id)
    if (!simulation) return null
    const calculs = await listCalculs(tx, id)
    const shown = chooseCalcul(calculs, simulation, filter.calcul)
    return {
      ...{ simulation, calculs, shown },
      effets: shown ? await findEffets(tx, shown) : [],
      citees: await listCitees(tx, [simulation.deliberationId]),
      mutualises: await findLastMutualises(tx, simulation.exercice),
      ...(await findCitationChoices(tx)),
    }
  })
  if (!found) notFound()
  const { simulation, calculs, shown, effets, citees, mutualises, deliberations } = found
  if (!shown) return <NoCalcul simulation={simulation} />
  const bilan = bilanOf(effets.filter(isPayeur))
  const possible = bilanOf(effets.filter(isPossible))
  const service = "service" in simulation.objet
  const votee = citees.get(simulation.deliberationId ?? "")
  const exclues = effets.length - bilan.membres - possible.membres
  const piliers = spreadByPilier(simulation, bilan, mutualises)
  return (
    <>
      <PageHeader
        title={simulation.libelle}
        state={<SimulationBadge etat={simulation.etat} />}
        crumbs={[{ href: "/gestion/simulations", label: "Simulations de tarif" }]}
        lede={`${objetWords(simulation)}, à partir de ${simulation.exercice}. Montants hors taxes d’une année.`}
      />
      {simulation.etat === "votee" ? (
        <p>Votée : {votee ? <Citation deliberation={votee} /> : simulation.deliberation}.</p>
      ) : null}
      {simulation.motif ? <Notice tone="neutral">Écartée : {simulation.motif}</Notice> : null}
      <Figures
        figures={[
          {
            label: "Aujourd’hui",
            value: <Amount cents={bilan.avant} />,
            comparison: formatCount(bilan.membres, "membre"),
          },
          { label: "Simulé", value: <Amount cents={bilan.apres} /> },
          { label: "Écart", value: <Amount cents={bilan.apres - bilan.avant} difference /> },
          {
            label: "Paieraient moins",
            value: formatInteger(bilan.gagnants.nombre),
            comparison: <Amount cents={bilan.gagnants.montant} difference />,
          },
          {
            label: "Paieraient plus",
            value: formatInteger(bilan.perdants.nombre),
            comparison: <Amount cents={bilan.perdants.montant} difference />,
          },
          { label: "Inchangés", value: formatInteger(bilan.inchanges) },
        ]}
      />
      {service ? (
        <p className="max-w-measure">
          {formatCount(possible.membres, "autre membre pourrait", "autres membres pourraient")} le demander :{" "}
          <Amount cents={possible.avant} /> par an au prix d’aujourd’hui, <Amount cents={possible.apres} /> au prix
          simulé, chacun pour une unité, sans mise en place.
          {exclues > 0
            ? ` ${formatCount(exclues, "membre ne peut pas", "membres ne peuvent pas")} : la raison est dite pour chacun.`
            : null}
        </p>
      ) : null}
      <CalculSection simulation={simulation} calculs={calculs} shown={shown} />
      <SimulationActs
        id={id}
        etat={simulation.etat}
        exercice={simulation.exercice}
        calcul={shown}
        deliberations={deliberations}
      />
      <ByPilier {...piliers} />
      <ByType effets={effets} service={service} />
      <Section title="Membre par membre">
        <EffetsTable path={`/gestion/simulations/${id}`} params={list} filter={filter} effets={effets} />
      </Section>
    </>
  )
}
