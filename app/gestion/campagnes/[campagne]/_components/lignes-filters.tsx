import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
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
      action={<SheetLinks what="cet aperçu" path={`${path}/export`} params={params} />}
    >
      <FilterText name="cherche" label="Nom, code INSEE, SIREN" params={params} />
      <FilterSelect name="type" label="Type" params={params} options={TYPES} empty="Tous" />
      <FilterSelect name="vue" label="Montrer" params={params} options={VUES} empty="Tous les membres" />
    </FilterBar>
  )
}
