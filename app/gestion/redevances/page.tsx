import type { Metadata } from "next"
import { BarList } from "@/components/ui/bar-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { countPlaces } from "@/lib/bal/queries/departement.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"
import {
  COMMUNES_PAGE,
  findTotal,
  listParAnnee,
  listParCommune,
  listParEpci,
  listParOperateur,
} from "@/lib/redevances/queries/territoire.ts"
import { deskFilter } from "@/lib/redevances/schema.ts"
import { CommunesMap } from "../_components/communes-map.tsx"
import { sommesColumns } from "./_components/sommes-columns.tsx"

export const metadata: Metadata = { title: "Redevances" }

const PATH = "/gestion/redevances"
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RedevancesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { annee = null, operateur = null, page } = deskFilter.parse(params)
  const day = today()
  const { total, annees, operateurs, communes, epci, places } = await read(ctx, async (tx) => ({
    total: await findTotal(tx, day),
    annees: await listParAnnee(tx, day),
    operateurs: await listParOperateur(tx, day, annee),
    communes: await listParCommune(tx, day, { annee, operateurId: operateur, page }),
    epci: await listParEpci(tx, day),
    places: await countPlaces(tx),
  }))
  const year = yearOf(day)
  return (
    <>
      <PageHeader
        title="Redevances des réseaux"
        lede="Ce que le territoire laisse sur la table, par année, par opérateur et par commune. Les communes restent créancières."
        action={<LinkButton href={`${PATH}/baremes`}>Barèmes et taux</LinkButton>}
      />
      <Figures
        figures={[
          { label: `Perdu au 31 décembre ${year} sans rien faire`, value: formatAmount(total.enJeu) },
          { label: "Reste dû", value: formatAmount(total.du) },
          { label: "Demandé", value: formatAmount(total.demande) },
          { label: "Reçu", value: formatAmount(total.recu) },
          { label: "Déjà perdu", value: formatAmount(total.perdu) },
          {
            label: "États sans barème",
            value: String(total.sansBareme),
            href: `${PATH}/baremes`,
            comparison: formatCount(total.communes, "commune suivie", "communes suivies"),
          },
        ]}
      />
      <Section title="Par année">
        <Table
          caption="Redevances par année"
          rows={annees}
          rowKey={(row) => String(row.annee)}
          rowHref={(row) => `${PATH}?annee=${row.annee}`}
          columns={[
            { key: "annee", header: "Année", rowHeader: true, cell: (row) => String(row.annee) },
            ...sommesColumns<(typeof annees)[number]>("communes"),
          ]}
        />
      </Section>
      <Section title={annee === null ? "Par opérateur" : `Par opérateur, ${annee}`}>
        <Table
          caption="Redevances par opérateur"
          rows={operateurs}
          rowKey={(row) => row.operateurId}
          rowHref={(row) => `${PATH}?operateur=${row.operateurId}${annee === null ? "" : `&annee=${annee}`}`}
          columns={[
            { key: "operateur", header: "Opérateur", rowHeader: true, cell: (row) => row.operateur },
            ...sommesColumns<(typeof operateurs)[number]>("communes"),
          ]}
        />
      </Section>
      <Section title="Par commune">
        <FilterBar
          path={PATH}
          params={params}
          filters={["annee", "operateur"]}
          action={<a href={exportHref(params)}>Exporter (CSV)</a>}
        >
          <FilterSelect
            name="annee"
            label="Année"
            params={params}
            empty="Toutes"
            options={annees.map((row) => ({ value: String(row.annee), label: String(row.annee) }))}
          />
          <FilterSelect
            name="operateur"
            label="Opérateur"
            params={params}
            empty="Tous"
            options={operateurs.map((row) => ({ value: row.operateurId, label: row.operateur }))}
          />
        </FilterBar>
        {communes.rows.length === 0 ? (
          <EmptyState title="Aucune commune ne correspond." action={<a href={PATH}>Effacer les filtres</a>} />
        ) : (
          <div className="grid gap-4">
            <Table
              caption="Redevances par commune, les plus menacées d’abord"
              rows={communes.rows}
              rowKey={(row) => row.publicId}
              rowHref={(row) => `${PATH}/communes/${row.publicId}`}
              columns={[
                { key: "nom", header: "Commune", rowHeader: true, cell: (row) => row.nom },
                ...sommesColumns<(typeof communes.rows)[number]>("etats"),
              ]}
            />
            <Pagination
              {...{ path: PATH, params, page, pageSize: COMMUNES_PAGE, counted: communes.counted, singular: "commune" }}
            />
          </div>
        )}
      </Section>
      <Section title="Carte">
        {places === 0 ? (
          <EmptyState
            title="Aucune commune n’est encore placée sur la carte."
            action={<a href="/gestion/imports/nouveau/contours">Charger un fichier de contours ou de centres</a>}
          >
            Le même fichier sert à la carte des adresses. Le tableau ci-dessus dit déjà tout.
          </EmptyState>
        ) : (
          <>
            <p className="max-w-measure text-muted text-sm">
              Plus le rouge est franc, plus la somme qui se perd au 31 décembre {year} est grande ; si rien ne se perd,
              plus la somme encore due l’est. Les filtres du tableau s’appliquent ; les communes sans état ne sont pas
              dessinées. Un clic donne le nom et les montants.
            </p>
            <CommunesMap
              url={`${PATH}/points?${new URLSearchParams(params)}`}
              label="Redevances par commune"
              sens="perte"
            />
          </>
        )}
      </Section>
      <Section title="Où se trouve ce qui reste dû">
        <BarList
          caption="Reste dû par intercommunalité"
          labelHeader="Intercommunalité"
          valueHeader="Reste dû"
          bars={epci.map((row) => ({ label: row.epci, size: Number(row.du), value: formatAmount(row.du) }))}
        />
      </Section>
    </>
  )
}

const exportHref = (params: Readonly<Record<string, string>>) => `${PATH}/export?${new URLSearchParams(params)}`
