import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SimulationBadge } from "@/components/cotisations/simulation-badge.tsx"
import { Citation } from "@/components/deliberations/citation.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { computeEffets, findSimulation, objetWords } from "@/lib/cotisations/queries/simulations.ts"
import { type Bilan, bilanOf, type Effet, groupsOf } from "@/lib/cotisations/rules/simulation.ts"
import { findCitationChoices, listCitees } from "@/lib/deliberations/queries.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { SimulationActs } from "./_components/simulation-acts.tsx"

export const metadata: Metadata = { title: "Simulation de tarif" }

/** The rest is in the file. */
const SHOWN = 50

const COLUMNS: readonly Column<Effet>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: (row) => row.nom },
  {
    key: "habitants",
    header: "Habitants",
    end: true,
    cell: (row) => (row.habitants === null ? "–" : formatInteger(row.habitants)),
  },
  { key: "avant", header: "Aujourd’hui", end: true, cell: (row) => <Amount cents={row.avant} /> },
  { key: "apres", header: "Simulé", end: true, cell: (row) => <Amount cents={row.apres} /> },
  { key: "ecart", header: "Écart", end: true, cell: (row) => <Amount cents={row.apres - row.avant} difference /> },
]

type Group = { nom: string; bilan: Bilan }
const GROUPS: readonly Column<Group>[] = [
  { key: "nom", header: "Membres", rowHeader: true, cell: (row) => row.nom },
  { key: "nombre", header: "Nombre", end: true, cell: ({ bilan }) => formatInteger(bilan.membres) },
  { key: "moins", header: "Paieraient moins", end: true, cell: ({ bilan }) => formatInteger(bilan.gagnants.nombre) },
  { key: "plus", header: "Paieraient plus", end: true, cell: ({ bilan }) => formatInteger(bilan.perdants.nombre) },
  { key: "avant", header: "Aujourd’hui", end: true, cell: ({ bilan }) => <Amount cents={bilan.avant} /> },
  { key: "apres", header: "Simulé", end: true, cell: ({ bilan }) => <Amount cents={bilan.apres} /> },
  {
    key: "ecart",
    header: "Écart",
    end: true,
    cell: ({ bilan }) => <Amount cents={bilan.apres - bilan.avant} difference />,
  },
]

// fromEntries forgets its keys: they are those of TYPE_LABELS.
const TYPE_WORDS = Object.fromEntries(Object.entries(TYPE_LABELS).map(([type, { many }]) => [type, many])) as Record<
  Effet["type"],
  string
>

type Props = { params: Promise<{ simulation: string }> }

export default async function SimulationPage({ params }: Props) {
  const ctx = await agentContext()
  const { simulation: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const simulation = await findSimulation(tx, id)
    return (
      simulation && {
        simulation,
        effets: await computeEffets(tx, simulation),
        citees: await listCitees(tx, [simulation.deliberationId]),
        ...(await findCitationChoices(tx)),
      }
    )
  })
  if (!found) notFound()
  const { simulation, effets, citees, deliberations } = found
  const votee = citees.get(simulation.deliberationId ?? "")
  const bilan = bilanOf(effets)
  const { genre, millesime } = simulation.population
  return (
    <>
      <PageHeader
        title={simulation.libelle}
        state={<SimulationBadge etat={simulation.etat} />}
        crumbs={[{ href: "/gestion/simulations", label: "Simulations de tarif" }]}
        lede={`${objetWords(simulation)}, à partir de ${simulation.exercice}. Population ${genre} ${millesime}, montants hors taxes d’une année.`}
        action={<SheetLinks what="tous les membres" path={`/gestion/simulations/${id}/export`} />}
      />
      {simulation.etat === "votee" ? (
        <Notice tone="ok">Votée : {votee ? <Citation deliberation={votee} /> : simulation.deliberation}.</Notice>
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
      <SimulationActs id={id} etat={simulation.etat} exercice={simulation.exercice} deliberations={deliberations} />
      <Section title="Par type et par taille">
        <Table
          caption="Effet par type et par taille"
          columns={GROUPS}
          rows={groupsOf(effets, TYPE_WORDS)}
          rowKey={({ nom }) => nom}
        />
      </Section>
      <Section title="Les plus concernés">
        <Table
          caption="Effet sur chaque membre"
          columns={COLUMNS}
          rows={effets.slice(0, SHOWN)}
          rowKey={({ collectiviteId }) => collectiviteId}
          rowHref={({ publicId }) => `/gestion/collectivites/${publicId}`}
        />
        {effets.length > SHOWN ? (
          <p className="text-muted">Les {formatInteger(effets.length - SHOWN)} autres sont dans le fichier.</p>
        ) : null}
      </Section>
    </>
  )
}
