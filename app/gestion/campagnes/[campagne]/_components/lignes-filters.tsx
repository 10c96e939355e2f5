import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { type ListParams, listHref } from "@/components/ui/list-url.ts"
import { COLLECTIVITE_TYPES, TYPE_LABELS } from "@/lib/collectivites/types.ts"

const TYPES = COLLECTIVITE_TYPES.map((type) => ({ value: type, label: TYPE_LABELS[type].many }))
const VUES = [
  { value: "a-decider", label: "À décider" },
  { value: "ecart", label: "Écart important" },
  { value: "exclus", label: "Sans titre" },
]

export function LignesFilters({ path, params }: { path: string; params: ListParams }) {
  return (
    <FilterBar
      path={path}
      params={params}
      filters={["cherche", "type", "vue"]}
      action={
        <a className="text-accent" href={listHref(`${path}/export`, params, {})}>
          Exporter en CSV
        </a>
      }
    >
      <FilterText name="cherche" label="Nom, code INSEE, SIREN" params={params} />
      <FilterSelect name="type" label="Type" params={params} options={TYPES} empty="Tous" />
      <FilterSelect name="vue" label="Montrer" params={params} options={VUES} empty="Tous les membres" />
    </FilterBar>
  )
}
