import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { STATUT_LABELS } from "@/lib/collectivites/types.ts"
import { formatAmount, formatCount, formatInteger } from "@/lib/platform/format.ts"
import { habitantsAfter, isCarried, statutAfter } from "@/lib/successions/rules.ts"
import { type Situation, SORT_LABELS, type Suite } from "@/lib/successions/types.ts"

const TONES = { repris: "ok", compris: "ok", a_redemander: "attention" } as const

/** What follows from the act, before it is recorded: nothing here is changed yet. */
export function SuitesSection({ before, suites }: { before: readonly Situation[]; suites: readonly Suite[] }) {
  const habitants = habitantsAfter(before)
  return (
    <>
      <Section title="Ce que deviennent les dossiers">
        <DescriptionList
          items={[
            { label: "Statut qui suit", value: STATUT_LABELS[statutAfter(before)] },
            {
              label: "Population d’aujourd’hui",
              value:
                habitants === null ? "inconnue : la cotisation l’attendra" : `${formatInteger(habitants)} habitants`,
            },
          ]}
        />
        {before.map((commune) => (
          <div key={commune.id}>
            <h3 className="mt-4 font-semibold">{commune.nom}</h3>
            <ul className="ms-5 list-disc">
              {linesOf(commune, suites).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
      </Section>
      {suites.length > 0 ? (
        <Section title="Ce que deviennent les services">
          <Table
            caption="Services"
            rows={suites}
            rowKey={({ service }) => service.id}
            columns={[
              { key: "service", header: "Service", rowHeader: true, cell: ({ service }) => service.nom },
              { key: "commune", header: "De", cell: ({ commune }) => commune },
              {
                key: "quantite",
                header: "Quantité",
                end: true,
                cell: ({ service }) => (service.mode === "inclus" ? "–" : formatInteger(service.quantite)),
              },
              {
                key: "sort",
                header: "Ensuite",
                cell: ({ sort }) => <StateBadge tone={TONES[sort]}>{SORT_LABELS[sort]}</StateBadge>,
              },
            ]}
          />
        </Section>
      ) : null}
    </>
  )
}

function linesOf(commune: Situation, suites: readonly Suite[]): string[] {
  const { statut, secretariat, elus, actesOuverts, titresDus, redevances, balActive, mandatRodp, prises, acces } =
    commune
  const suivi = redevances.nombre > 0
  return [
    `${STATUT_LABELS[statut]} aujourd’hui ; le dossier et ses documents restent lisibles sous l’ancien nom.`,
    secretariat.length > 0
      ? `Secrétariat (${[...new Set(secretariat.map(({ nom }) => nom))].join(", ")}) : suit dans le nouveau dossier.`
      : "Aucun secrétariat rattaché.",
    elus.length > 0
      ? `Élus (${elus.map(({ nom, fonction }) => `${nom}, ${fonction}`).join(" ; ")}) : leur place et leurs mandats prennent fin ; le nouveau maire s’enregistre ensuite.`
      : "",
    actesOuverts > 0
      ? `${formatCount(actesOuverts, "acte")} en attente de signature : sans objet, à établir de nouveau.`
      : "",
    titresDus.nombre > 0
      ? `${formatCount(titresDus.nombre, "titre")} à payer, ${formatAmount(titresDus.montant)} émis : inchangés, dus par la suite.`
      : "Aucun titre à payer.",
    suivi
      ? `${formatCount(redevances.nombre, "redevance réclamée", "redevances réclamées")} (${formatAmount(redevances.montant)}) : suivies jusqu’au bout dans l’ancien dossier, où le secrétariat garde sa place.`
      : "",
    ...commune.messageries.map(({ souscriptionId, nom, boites }) => {
      const mail = `Messagerie ${nom} (${formatCount(boites, "boîte")})`
      return isCarried(suites, souscriptionId)
        ? `${mail} : le nom de domaine, les boîtes et les étapes faites suivent dans le nouveau dossier, le jour dit.`
        : `${mail} : à redemander par qui gardera le nom de domaine.`
    }),
    acces.comptes > 0
      ? `Outils : ${formatCount(acces.comptes, "compte")}${acces.certificats > 0 ? ` et ${formatCount(acces.certificats, "certificat")}` : ""} suivent le jour dit sous l’ancien nom ; à intégrer ou à fermer depuis Outils.`
      : "",
    mandatRodp ? "Mandat donné à l’opérateur pour les redevances : prend fin, à donner de nouveau." : "",
    balActive
      ? "Relevé automatique du fichier d’adresses : s’arrête ; un seul fichier sera à déposer pour tout le territoire."
      : "",
    prises > 0
      ? `${formatCount(prises, "prise en charge", "prises en charge")} : prennent fin, à déclarer de nouveau.`
      : "",
  ].filter(Boolean)
}
