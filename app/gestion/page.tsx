import type { Metadata } from "next"
import { Figures } from "@/components/ui/figures.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listLateActes } from "@/lib/conventions/queries/late.ts"
import { listLateTransmissions } from "@/lib/documents/queries/transmissions.ts"
import { type DeskFigures, findDeskFigures, findWaiting, listCampagnesEnCours } from "@/lib/indicateurs/queries/desk.ts"
import { listLateSteps } from "@/lib/indicateurs/queries/late.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay, formatDifference, formatInteger } from "@/lib/platform/format.ts"
import { listLateSouscriptions } from "@/lib/souscriptions/queries/late.ts"
import { LateActes } from "./_components/late-actes.tsx"
import { LateSteps } from "./_components/late-steps.tsx"
import { LateTable } from "./_components/late-table.tsx"
import { LateTransmissions } from "./_components/late-transmissions.tsx"
import { WaitingList } from "./_components/waiting-list.tsx"

export const metadata: Metadata = { title: "Bureau" }

const LATE_SHOWN = 10

export default async function BureauPage() {
  const ctx = await agentContext()
  const day = today()
  const { figures, waiting, campagnes, late, steps, actes, transmissions } = await read(ctx, async (tx) => ({
    figures: await findDeskFigures(tx, day),
    waiting: await findWaiting(tx),
    campagnes: await listCampagnesEnCours(tx),
    late: await listLateSouscriptions(tx, new Date(), LATE_SHOWN),
    steps: await listLateSteps(tx, day, LATE_SHOWN),
    actes: await listLateActes(tx, new Date(), LATE_SHOWN),
    transmissions: await listLateTransmissions(tx, day, LATE_SHOWN),
  }))
  return (
    <>
      <PageHeader title="Bureau" lede={`Situation au ${formatDay(day)}.`} />
      <Section title="Ce qui vous attend">
        <WaitingList waiting={waiting} campagnes={campagnes} />
      </Section>
      {late.length > 0 ? (
        <Section
          title="Ce qui est en retard"
          action={<a href="/gestion/souscriptions?etat=a_approuver">Toutes les souscriptions à approuver</a>}
        >
          <LateTable rows={late} />
        </Section>
      ) : null}
      {steps.length > 0 ? (
        <Section title="Étapes en retard">
          <LateSteps rows={steps} />
        </Section>
      ) : null}
      {actes.length > 0 ? (
        <Section title="Signatures en attente" action={<a href="/gestion/actes">Tous les actes</a>}>
          <LateActes rows={actes} today={day} />
        </Section>
      ) : null}
      {transmissions.length > 0 ? (
        <Section title="Contrôle de légalité : dates à enregistrer">
          <LateTransmissions rows={transmissions} />
        </Section>
      ) : null}
      <Section title="Le territoire en chiffres">
        <Figures figures={figuresOf(figures, yearOf(day))} />
      </Section>
    </>
  )
}

const figuresOf = (figures: DeskFigures, exercice: number) => [
  { label: "Adhérents", value: formatInteger(figures.adherents), href: "/gestion/collectivites?statut=adherent" },
  {
    label: "Habitants couverts",
    value: formatInteger(figures.habitants),
    href: "/gestion/collectivites?statut=adherent&type=commune&tri=-habitants",
    comparison: "communes adhérentes",
  },
  {
    label: "Services utilisés",
    value: formatInteger(figures.souscriptionsEnService),
    href: "/gestion/souscriptions?etat=en_service",
    comparison: "souscriptions en service",
  },
  {
    label: "Fiches à compléter",
    value: formatInteger(figures.fichesACompleter),
    href: "/gestion/collectivites?statut=adherent&manque=oui",
    comparison: "sans effet sur les titres",
  },
  {
    label: `Titres émis en ${exercice}`,
    value: formatInteger(figures.titres),
    href: `/gestion/titres?exercice=${exercice}`,
  },
  {
    label: `Montant émis en ${exercice}`,
    value: formatAmount(figures.montantTitres),
    href: `/gestion/titres?exercice=${exercice}`,
    comparison: `${formatDifference(figures.montantTitres - figures.montantTitresAvant)} sur un an`,
  },
]
