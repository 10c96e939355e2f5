import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findExercice } from "@/lib/exercices/queries.ts"
import {
  type FacturationFigures,
  findFacturation,
  listBordereaux,
  listExercices,
} from "@/lib/indicateurs/queries/facturation.ts"
import { exerciceFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay, formatDifference, formatInteger } from "@/lib/platform/format.ts"
import { BordereauxTable } from "./_components/bordereaux-table.tsx"
import { ExercicePicker } from "./_components/exercice-picker.tsx"

export const metadata: Metadata = { title: "Facturation" }

const PATH = "/gestion/facturation"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function FacturationPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const day = today()
  const exercice = exerciceFilter.parse(listParams(await searchParams)).exercice ?? yearOf(day)
  const { figures, exercices, bordereaux, clos } = await read(ctx, async (tx) => ({
    figures: await findFacturation(tx, exercice, day),
    exercices: await listExercices(tx, yearOf(day)),
    bordereaux: await listBordereaux(tx, exercice),
    clos: (await findExercice(tx, exercice)).closLe,
  }))
  const list = (query: string) => `/gestion/titres?exercice=${exercice}&${query}`
  return (
    <>
      <PageHeader
        title={`Facturation ${exercice}`}
        state={clos ? <StateBadge>exercice clos</StateBadge> : undefined}
        lede={`Situation au ${formatDay(day)}. Chaque chiffre ouvre la liste qu’il compte.`}
      />
      <ExercicePicker path={PATH} exercices={exercices} exercice={exercice} />
      <Section title="Ce qui part">
        <Figures figures={leaving(figures, exercice, list)} />
      </Section>
      <Section title="Ce qui rentre" action={<a href="/gestion/reglements/soldes">Soldes par collectivité</a>}>
        <Figures figures={coming(figures, list)} />
        <Balance figures={figures} />
      </Section>
      <p className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
        <a href={`${PATH}/analytique`}>Suivi analytique par pilier</a>
        <a href="/gestion/titres/projets?etat=propose">Titres et corrections à approuver</a>
        <a href="/gestion/titres/nouveau">Nouveau titre hors campagne</a>
        <a href={`${PATH}/cloture/${exercice}`}>Clôture de l’exercice</a>
      </p>
      <Section title="Bordereaux" action={<a href="/gestion/echanges">Échanges avec Hélios et Chorus Pro</a>}>
        {bordereaux.length > 0 ? (
          <>
            <BordereauxTable rows={bordereaux} exercice={exercice} />
            <p>
              <SheetLinks
                what="ces bordereaux"
                path={`${PATH}/bordereaux/export`}
                params={{ exercice: String(exercice) }}
              />
            </p>
          </>
        ) : (
          <p className="text-muted">Rien n’a encore été émis sur cet exercice.</p>
        )}
      </Section>
    </>
  )
}

type Link = (query: string) => string

const leaving = (figures: FacturationFigures, exercice: number, list: Link) => [
  figure("À facturer", figures.aFacturer, `${PATH}/a-facturer?exercice=${exercice}`),
  {
    ...figure("Émis", figures.emis, list("nature=recette")),
    comparison: `${formatAmount(figures.emis.montant)} (${formatDifference(figures.emis.montant - figures.avant.montant)} sur un an)`,
  },
  figure("À envoyer", figures.aEnvoyer, list("depart=a_envoyer")),
  figure("Envoyés", figures.partis, list("depart=parti")),
  figure("Refusés", figures.refuses, list("depart=refuse")),
]

const coming = (figures: FacturationFigures, list: Link) => [
  figure("Payés", figures.payes, list("situation=paye")),
  figure("En retard", figures.retard, list("situation=retard")),
  figure("Annulés ou réduits", figures.corriges, list("situation=corrige")),
  figure("Restent dus", figures.dus, list("situation=du")),
  figure("Trop-perçus", { ...figures.credits, montant: -figures.credits.montant }, list("situation=credit")),
]

const figure = (label: string, { nombre, montant }: FacturationFigures["emis"], href: string) => ({
  label,
  value: formatInteger(nombre),
  href,
  comparison: formatAmount(montant),
})

/** The definition, in figures: billed − cancelled − paid = due. */
function Balance({ figures: { emis, corriges, regle, dus, credits } }: { figures: FacturationFigures }) {
  return (
    <Facts label="Équilibre de l’exercice">
      <Fact value={<Amount cents={emis.montant} />} label="facturés" />
      <Fact value={<Amount cents={-corriges.montant} difference />} label="annulés ou réduits" />
      <Fact value={<Amount cents={-regle} difference />} label="encaissés" />
      <Fact value={<Amount cents={dus.montant + credits.montant} />} label="dus, trop-perçus déduits" />
    </Facts>
  )
}
