import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"

type OffreFiltersProps = { path: string; params: ListParams; piliers: readonly { id: string; nom: string }[] }

/** The filters live in the address: a search can be kept and sent. */
export const OffreFilters = ({ path, params, piliers }: OffreFiltersProps) => (
  <FilterBar path={path} params={params} filters={["q", "prix", "pilier"]}>
    <FilterText name="q" label="Chercher un service" params={params} hint="signature, sauvegarde, adresse…" />
    <FilterSelect
      name="prix"
      label="Coût"
      params={params}
      empty="Tous"
      options={[
        { value: "inclus", label: "Compris dans l’adhésion" },
        { value: "carte", label: "À la carte" },
      ]}
    />
    <FilterSelect
      name="pilier"
      label="Domaine"
      params={params}
      empty="Tous"
      options={piliers.map(({ id, nom }) => ({ value: id, label: nom }))}
    />
  </FilterBar>
)
