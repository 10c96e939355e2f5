import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import type { Choices } from "@/lib/partages/queries/depenses.ts"
import { SANS_PILIER } from "@/lib/partages/types.ts"

type Props = { path: string; params: ListParams; choices: Choices }

/** The same for expenses and for what commits them. */
export function DepensesFilters({ path, params, choices }: Props) {
  return (
    <FilterBar path={path} params={params} filters={["exercice", "depuis", "pilier", "service", "action"]}>
      <FilterText name="depuis" label="De l’exercice" params={params} />
      <FilterText name="exercice" label="À l’exercice" params={params} />
      <FilterSelect
        name="pilier"
        label="Pilier"
        params={params}
        empty="Tous"
        options={[
          ...choices.piliers.map(({ id, nom }) => ({ value: id, label: nom })),
          { value: SANS_PILIER, label: "Charges générales" },
        ]}
      />
      <FilterSelect
        name="service"
        label="Service"
        params={params}
        empty="Tous"
        options={choices.services.map(({ slug, nom }) => ({ value: slug, label: nom }))}
      />
      <FilterSelect
        name="action"
        label="Action du budget"
        params={params}
        empty="Toutes"
        options={choices.actions.map(({ id, nom }) => ({ value: id, label: nom }))}
      />
    </FilterBar>
  )
}

/** "2026", "2026 à 2028" */
export const yearsWords = (exercice: number, depuis: number | undefined): string =>
  depuis === undefined || depuis >= exercice ? String(exercice) : `${depuis} à ${exercice}`
