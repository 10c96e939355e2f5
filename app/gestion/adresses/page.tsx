import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams, PAGE } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listCampagnes, listVisites } from "@/lib/bal/queries/campagnes.ts"
import {
  chooseCommunes,
  countPlaces,
  DEPARTEMENT_FILTRES,
  type DepartementFiltre,
  listAvis,
  listDepartement,
} from "@/lib/bal/queries/departement.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatInteger, formatPercent } from "@/lib/platform/format.ts"
import { CommunesMap } from "../_components/communes-map.tsx"
import { AvisList } from "./_components/avis-list.tsx"
import { CampagnesSection } from "./_components/campagnes-section.tsx"
import { CommunesTable } from "./_components/communes-table.tsx"

export const metadata: Metadata = { title: "Adresses du département" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const PATH = "/gestion/adresses"
const SIZE = 50

export default async function AdressesDeskPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { all, campagnes, visites, avis, placees } = await read(ctx, async (tx) => ({
    all: await listDepartement(tx, today()),
    campagnes: await listCampagnes(tx),
    visites: await listVisites(tx),
    avis: await listAvis(tx),
    placees: await countPlaces(tx),
  }))
  const filtre = params.filtre && Object.hasOwn(DEPARTEMENT_FILTRES, params.filtre) ? params.filtre : undefined
  const chosen = chooseCommunes(all, { q: params.q, filtre: filtre as DepartementFiltre, lot: params.lot })
  const page = Math.max(1, Number.parseInt(params[PAGE] ?? "1", 10) || 1)
  const known = all.filter(({ deposeeLe }) => deposeeLe !== null)
  const sum = (key: "adresses" | "bloquees" | "certifiees") => known.reduce((total, row) => total + row[key], 0)
  const lots = [...new Set(all.flatMap(({ lot }) => (lot ? [lot] : [])))].sort()
  return (
    <>
      <PageHeader
        title="Adresses du département"
        lede="Les communes par ordre de priorité, selon la formule réglée par votre équipe."
        action={
          <LinkButton href={`${PATH}/campagnes/nouvelle`} look="primary">
            Préparer une campagne
          </LinkButton>
        }
      />
      <nav aria-label="Outils des adresses" className="print:hidden flex flex-wrap gap-x-6 gap-y-1">
        <a href={`${PATH}/raccordement`}>Problèmes de raccordement</a>
        <a href={`${PATH}/reglages`}>Formule de priorité et guides</a>
        <a href="/gestion/imports/nouveau/contours">Charger des contours, des centres ou les dates du cuivre</a>
      </nav>
      <Figures
        figures={[
          {
            label: "Communes avec un fichier",
            value: `${formatInteger(known.length)} sur ${formatInteger(all.length)}`,
          },
          { label: "Sans fichier", value: formatInteger(all.length - known.length), href: `${PATH}?filtre=sans_bal` },
          { label: "Adresses", value: formatInteger(sum("adresses")) },
          { label: "Adresses bloquées", value: formatInteger(sum("bloquees")), href: `${PATH}?filtre=bloquees` },
          {
            label: "Certifiées",
            value: sum("adresses") > 0 ? formatPercent(sum("certifiees") / sum("adresses")) : "–",
            href: `${PATH}?filtre=non_certifiee`,
          },
        ]}
      />
      <AvisList avis={avis} />
      <Section title="Communes">
        <FilterBar path={PATH} params={params} filters={["q", "filtre", "lot"]}>
          <FilterText name="q" label="Commune ou code INSEE" params={params} />
          <FilterSelect
            name="filtre"
            label="Situation"
            params={params}
            options={Object.entries(DEPARTEMENT_FILTRES).map(([value, label]) => ({ value, label }))}
            empty="Toutes"
          />
          {lots.length > 0 ? (
            <FilterSelect
              name="lot"
              label="Lot du cuivre"
              params={params}
              options={lots.map((value) => ({ value, label: value }))}
              empty="Tous"
            />
          ) : null}
        </FilterBar>
        <CommunesTable rows={chosen.slice((page - 1) * SIZE, page * SIZE)} />
        <Pagination path={PATH} {...{ params, page }} pageSize={SIZE} counted={chosen.length} singular="commune" />
      </Section>
      <Section title="Carte">
        {placees === 0 ? (
          <EmptyState
            title="Aucune commune n’est encore placée sur la carte."
            action={<a href="/gestion/imports/nouveau/contours">Charger un fichier de contours ou de centres</a>}
          >
            Un GeoJSON des communes, ou un CSV de leurs centres, suffit. Le tableau ci-dessus dit déjà tout.
          </EmptyState>
        ) : (
          <>
            <p className="text-muted text-sm">
              En gris, les communes sans fichier ; en rouge, celles qui ont des adresses bloquées ; ailleurs, plus le
              vert est franc, plus la part certifiée est grande. Un clic donne le nom et les chiffres. Le tableau des
              communes dit la même chose.
            </p>
            <CommunesMap url={`${PATH}/points`} label="Communes du département" sens="progres" />
          </>
        )}
      </Section>
      <CampagnesSection campagnes={campagnes} visites={visites} />
    </>
  )
}
