import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { listCampagnes, listVisites } from "@/lib/bal/queries/campagnes.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { formatInteger, formatShortDay } from "@/lib/platform/format.ts"

type Props = {
  campagnes: Awaited<ReturnType<typeof listCampagnes>>
  visites: Awaited<ReturnType<typeof listVisites>>
}

export function CampagnesSection({ campagnes, visites }: Props) {
  return (
    <Section title="Campagnes">
      {campagnes.length === 0 ? (
        <EmptyState
          title="Aucune campagne."
          action={<a href="/gestion/adresses/campagnes/nouvelle">Préparer une campagne</a>}
        >
          Une campagne retient les communes les plus prioritaires, planifie les visites et mesure le chemin parcouru.
        </EmptyState>
      ) : (
        <Table
          caption="Campagnes"
          rows={campagnes}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/adresses/campagnes/${id}`}
          columns={[
            { key: "nom", header: "Campagne", rowHeader: true, cell: ({ nom }) => nom },
            { key: "etat", header: "État", cell: ({ etat }) => etat },
            {
              key: "echeance",
              header: "Échéance",
              nowrap: true,
              cell: ({ echeance }) => (echeance ? formatShortDay(fromDatabase(echeance)) : "–"),
            },
            { key: "communes", header: "Communes", end: true, cell: ({ communes }) => formatInteger(communes) },
            { key: "visitees", header: "Visitées", end: true, cell: ({ visitees }) => formatInteger(visitees) },
          ]}
        />
      )}
      {visites.length > 0 ? (
        <>
          <h3>Prochaines visites</h3>
          <ul className="border-line border-t">
            {visites.map(({ campagneId, campagne, nom, visitePrevueLe }) => (
              <li key={`${campagneId} ${nom}`} className="border-line border-b py-2">
                {formatShortDay(fromDatabase(visitePrevueLe))} : {nom} (
                <a href={`/gestion/adresses/campagnes/${campagneId}`}>{campagne}</a>)
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}
