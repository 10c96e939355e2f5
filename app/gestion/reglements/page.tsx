import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"
import { readPaiements } from "@/lib/reglements/queries/candidats.ts"
import { countRecus, findFigures, listRecus, RECUS_PER_PAGE } from "@/lib/reglements/queries/recus.ts"
import { recusFilter } from "@/lib/reglements/schema.ts"
import { RecusTable } from "./_components/recus-table.tsx"
import { ReglementsNav } from "./_components/reglements-nav.tsx"
import { SureForm } from "./_components/sure-form.tsx"

export const metadata: Metadata = { title: "Règlements" }

const PATH = "/gestion/reglements"
const ETATS = [
  { value: "affecte", label: "Affectés" },
  { value: "ecarte", label: "Écartés" },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReglementsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = recusFilter.parse(params)
  const waiting = filter.etat === "a_affecter"
  const { rows, counted, figures } = await read(ctx, async (tx) => {
    const recus = await listRecus(tx, filter)
    const lectures = waiting ? await readPaiements(tx, recus) : null
    return {
      rows: recus.map((recu) => ({ ...recu, lecture: lectures?.get(recu) ?? null })),
      counted: await countRecus(tx, filter, COUNT_BOUND + 1),
      figures: await findFigures(tx, today()),
    }
  })
  const allowed = denial(ctx, "reglements.manage", new Date()) === null
  const sure = rows.filter(({ lecture }) => lecture?.niveau === "sur")
  const affectes = Number(params.affectes)
  return (
    <>
      <PageHeader
        title="Règlements"
        lede="Ce que le comptable a reçu, et les titres que cela règle. Rien n’est affecté sans que vous l’ayez décidé."
        action={
          allowed ? (
            <LinkButton href={`${PATH}/imports`} look="primary">
              Importer un fichier du comptable
            </LinkButton>
          ) : undefined
        }
      />
      <ReglementsNav current={PATH} />
      {Number.isSafeInteger(affectes) && affectes > 0 ? (
        <Notice tone="ok">{`${formatCount(affectes, "paiement affecté", "paiements affectés")}.`}</Notice>
      ) : null}
      <Figures
        figures={[
          {
            label: "Paiements à affecter",
            value: formatInteger(figures.nombre),
            href: PATH,
            comparison: <Amount cents={figures.montant} />,
          },
          { label: "Reste dû", value: <Amount cents={figures.du} />, href: `${PATH}/soldes?solde=du` },
          { label: "En retard", value: <Amount cents={figures.enRetard} />, href: `${PATH}/relances` },
          { label: "Trop-perçus", value: <Amount cents={figures.credit} />, href: `${PATH}/soldes?solde=credit` },
          { label: "Questions sans réponse", value: formatInteger(figures.questions), href: `${PATH}/questions` },
        ]}
      />
      <FilterBar path={PATH} params={params} filters={["cherche", "etat"]}>
        <FilterText name="cherche" label="Payeur, référence ou libellé" params={params} />
        <FilterSelect name="etat" label="État" params={params} empty="À affecter" options={ETATS} />
      </FilterBar>
      <SheetLinks what="ces paiements" path={`${PATH}/export`} params={params} />
      {allowed && sure.length > 0 ? <SureForm rows={sure} /> : null}
      {rows.length > 0 ? (
        <RecusTable rows={rows} />
      ) : (
        <EmptyState title={waiting ? "Aucun paiement n’attend" : "Aucun paiement ici"}>
          Les paiements arrivent par le fichier du comptable, ou se saisissent à la main sur la page d’un titre.
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={RECUS_PER_PAGE}
        counted={counted}
        singular="paiement"
      />
    </>
  )
}
