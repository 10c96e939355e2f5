import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { LastEngagements } from "@/lib/collectivites/queries/dossier.ts"
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
              { key: "etat", header: "État", cell: ({ etat }) => <EtatBadge etat={etat} /> },
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
              { key: "etat", header: "État", cell: ({ etat, nature }) => <TitreBadge etat={etat} nature={nature} /> },
            ]}
          />
        )}
      </Section>
    </>
  )
}
