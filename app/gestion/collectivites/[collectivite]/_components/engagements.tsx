import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import type { LastEngagements, LastSouscription } from "@/lib/collectivites/queries/dossier.ts"
import { formatInteger, formatShortDay } from "@/lib/platform/format.ts"

export function Engagements({ souscriptions, titres }: LastEngagements) {
  return (
    <>
      <Section title="Souscriptions">
        {souscriptions.length === 0 ? (
          <p className="text-muted">Aucun service demandé pour l’instant.</p>
        ) : (
          <Table
            caption="Dernières souscriptions"
            rows={souscriptions}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/gestion/souscriptions/${id}`}
            columns={[
              { key: "service", header: "Service", rowHeader: true, cell: ({ service }) => service },
              { key: "quantite", header: "Quantité", end: true, cell: ({ quantite }) => formatInteger(quantite) },
              {
                key: "le",
                header: "Demandée le",
                nowrap: true,
                cell: ({ demandeLe }) => formatShortDay(demandeLe),
              },
              { key: "etat", header: "État", cell: ({ etat }) => badge(SOUSCRIPTION_STATES[etat]) },
            ]}
          />
        )}
      </Section>
      <Section title="Titres">
        {titres.length === 0 ? (
          <p className="text-muted">Aucun titre émis.</p>
        ) : (
          <Table
            caption="Derniers titres"
            rows={titres}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/gestion/titres/${id}`}
            columns={[
              {
                key: "numero",
                header: "Numéro",
                nowrap: true,
                rowHeader: true,
                cell: ({ numero }) => numero,
              },
              { key: "objet", header: "Objet", cell: ({ objet }) => objet },
              {
                key: "echeance",
                header: "Échéance",
                nowrap: true,
                cell: ({ echeance }) => formatShortDay(echeance),
              },
              {
                key: "montant",
                header: "Montant",
                end: true,
                cell: ({ montantTtc }) => <Amount cents={BigInt(montantTtc)} />,
              },
              { key: "etat", header: "État", cell: ({ etat }) => badge(TITRE_STATES[etat]) },
            ]}
          />
        )}
      </Section>
    </>
  )
}

type State = readonly [Tone, string]

const badge = (state: State | undefined) => (state ? <StateBadge tone={state[0]}>{state[1]}</StateBadge> : null)

const SOUSCRIPTION_STATES: Record<LastSouscription["etat"], State> = {
  a_approuver: ["attention", "à approuver"],
  approuvee: ["info", "à mettre en service"],
  en_service: ["ok", "en service"],
  refusee: ["neutral", "refusée"],
  annulee: ["neutral", "annulée"],
  terminee: ["neutral", "terminée"],
}

const TITRE_STATES: Readonly<Record<string, State>> = {
  emis: ["info", "émis"],
  transmis: ["info", "transmis"],
  pris_en_charge: ["info", "pris en charge"],
  partiellement_regle: ["attention", "réglé en partie"],
  solde: ["ok", "soldé"],
  reduit: ["neutral", "réduit"],
  annule: ["neutral", "annulé"],
  rejete: ["danger", "rejeté"],
  non_valeur: ["neutral", "admis en non-valeur"],
}
