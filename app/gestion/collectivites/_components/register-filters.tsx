import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import type { EpciChoice } from "@/lib/collectivites/queries/register.ts"
import { ADHESION_STATUTS, COLLECTIVITE_TYPES, STATUT_LABELS, STRATES, TYPE_LABELS } from "@/lib/collectivites/types.ts"

type RegisterFiltersProps = { path: string; params: ListParams; epci: readonly EpciChoice[]; exportHref: string }

export function RegisterFilters({ path, params, epci, exportHref }: RegisterFiltersProps) {
  const filter = { params }
  return (
    <FilterBar
      path={path}
      params={params}
      filters={["q", "type", "epci", "statut", "strate", "manque"]}
      action={<a href={exportHref}>Exporter en CSV</a>}
    >
      <FilterText {...filter} name="q" label="Chercher" hint="Nom, INSEE, SIREN" />
      <FilterSelect
        {...filter}
        name="type"
        label="Type"
        empty="Tous"
        options={COLLECTIVITE_TYPES.map((value) => ({ value, label: TYPE_LABELS[value].many }))}
      />
      <FilterSelect
        {...filter}
        name="epci"
        label="Intercommunalité"
        empty="Toutes"
        options={epci.map(({ publicId, nom }) => ({ value: publicId, label: nom }))}
      />
      <FilterSelect
        {...filter}
        name="statut"
        label="Statut"
        empty="Tous"
        options={ADHESION_STATUTS.map((value) => ({ value, label: STATUT_LABELS[value] }))}
      />
      <FilterSelect
        {...filter}
        name="strate"
        label="Population"
        empty="Toutes"
        options={STRATES.map(({ code, label }) => ({ value: code, label }))}
      />
      <FilterSelect
        {...filter}
        name="manque"
        label="Fiche"
        empty="Toutes"
        options={[{ value: "oui", label: "À compléter" }]}
      />
    </FilterBar>
  )
}
