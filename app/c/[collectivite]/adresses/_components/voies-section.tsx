import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Table } from "@/components/ui/table.tsx"
import { type Rapport, VOIES_PAGE, type VoieRow } from "@/lib/bal/queries/report.ts"
import { PRIORITE_LABELS, PRIORITES } from "@/lib/bal/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type Props = {
  voies: { rows: VoieRow[]; counted: number }
  rapport: Pick<Rapport, "niveaux" | "nombres">
  path: string
  params: ListParams
  page: number
}

/** One visit settles a street: those that block most come first. */
export function VoiesSection({ voies, rapport, path, params, page }: Props) {
  const codes = rapport.nombres.flatMap(({ code }) => {
    const libelle = rapport.niveaux[code]?.libelle
    return libelle ? [{ value: code, label: libelle }] : []
  })
  const end = (key: "adresses" | "p1" | "p2" | "p3", header: string) => ({
    ...{ key, header, end: true },
    cell: (row: VoieRow) => (row[key] > 0 ? formatInteger(row[key]) : "–"),
  })
  return (
    <section id="voies" aria-labelledby="voies-titre" className="grid content-start gap-3.5">
      <h2 id="voies-titre">Rue par rue</h2>
      <FilterBar path={path} params={params} filters={["q", "code", "priorite"]}>
        {params.commune ? <input type="hidden" name="commune" value={params.commune} /> : null}
        <FilterText name="q" label="Nom de la voie" params={params} />
        <FilterSelect
          name="priorite"
          label="Ce qui est empêché"
          params={params}
          options={PRIORITES.map((value) => ({ value: String(value), label: PRIORITE_LABELS[value] }))}
          empty="Tout"
        />
        <FilterSelect name="code" label="Anomalie" params={params} options={codes} empty="Toutes" />
      </FilterBar>
      <Table
        caption="Voies, celles qui bloquent le plus d’abord"
        rows={voies.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `${path}/voies/${id}`}
        columns={[
          {
            key: "nom",
            header: "Voie",
            rowHeader: true,
            cell: ({ nom, deleguee }) => `${nom ?? "Sans nom de voie"}${deleguee ? ` (${deleguee})` : ""}`,
          },
          end("adresses", "Adresses"),
          end("p1", "Bloquées"),
          end("p2", "Mal placées"),
          end("p3", "Incertaines"),
        ]}
      />
      <Pagination {...{ path, params, page }} pageSize={VOIES_PAGE} counted={voies.counted} singular="voie" />
    </section>
  )
}
