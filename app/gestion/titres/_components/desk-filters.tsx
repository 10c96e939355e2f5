import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import {
  CANAL_LABELS,
  CANAUX,
  DEPART_LABELS,
  DEPARTS,
  DESK_NATURES,
  SITUATION_LABELS,
  SITUATIONS,
  VOLET_LABELS,
  VOLETS,
} from "@/lib/titres/types.ts"

export const DESK_FILTERS = [
  ...["cherche", "exercice", "nature", "situation", "depart", "canal", "volet", "bordereau", "campagne"],
] as const

export function DeskFilters({ path, params }: { path: string; params: ListParams }) {
  const filter = { params }
  return (
    <FilterBar path={path} params={params} filters={DESK_FILTERS}>
      {params.campagne ? <input type="hidden" name="campagne" value={params.campagne} /> : null}
      {params.bordereau ? <input type="hidden" name="bordereau" value={params.bordereau} /> : null}
      <FilterText {...filter} name="cherche" label="Débiteur ou numéro" />
      <FilterText {...filter} name="exercice" label="Exercice" hint="2026" />
      <FilterSelect
        {...filter}
        name="nature"
        label="Nature"
        empty="Toutes"
        options={Object.entries(DESK_NATURES).map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        {...filter}
        name="situation"
        label="Paiement"
        empty="Tous"
        options={SITUATIONS.map((value) => ({ value, label: SITUATION_LABELS[value] }))}
      />
      <FilterSelect
        {...filter}
        name="depart"
        label="Envoi"
        empty="Tous"
        options={DEPARTS.map((value) => ({ value, label: DEPART_LABELS[value] }))}
      />
      <FilterSelect
        {...filter}
        name="canal"
        label="Canal"
        empty="Tous"
        options={CANAUX.map((value) => ({ value, label: CANAL_LABELS[value] }))}
      />
      <FilterSelect
        {...filter}
        name="volet"
        label="Volet"
        empty="Tous"
        options={VOLETS.map((value) => ({ value, label: VOLET_LABELS[value] }))}
      />
    </FilterBar>
  )
}
