import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { type ImportFile, LIGNES_PAGE, type LigneRow } from "@/lib/imports/queries/imports.ts"
import type { EffetLigne } from "@/lib/imports/rules/effet-populations.ts"
import { ISSUE_LABELS, ISSUES, VERDICT_LABELS, VERDICTS } from "@/lib/imports/types.ts"
import { LineChanges, LineVerdict } from "./line-cells.tsx"

type Props = {
  file: ImportFile
  lignes: { rows: readonly LigneRow[]; counted: number }
  /** By line; null where no cotisation is in question. */
  effets: ReadonlyMap<number, EffetLigne> | null
  page: number
  path: string
  params: ListParams
}

const columnsWith = (effets: ReadonlyMap<number, EffetLigne> | null): readonly Column<LigneRow>[] => [
  { key: "ligne", header: "Ligne", cell: ({ ligne }) => ligne, end: true },
  { key: "collectivite", header: "Collectivité", cell: collectivite, rowHeader: true },
  { key: "verdict", header: "Verdict", cell: (row) => <LineVerdict row={row} /> },
  {
    key: "changements",
    header: "Ce qui change, ou pourquoi non",
    cell: (row) => <LineChanges row={row} effet={effets?.get(row.ligne)} />,
  },
]

export function LinesSection({ file, lignes: { rows, counted }, effets, page, path, params }: Props) {
  const applied = file.etat === "applique"
  const options = [
    ...VERDICTS.map((verdict) => ({ value: verdict, label: VERDICT_LABELS[verdict] })),
    { value: "a_verifier", label: "À vérifier" },
    ...(applied ? ISSUES.map((issue) => ({ value: issue, label: ISSUE_LABELS[issue] })) : []),
  ]
  const filtered = params.lignes ? `?lignes=${encodeURIComponent(params.lignes)}` : ""
  return (
    <Section title="Lignes du fichier">
      <div id="lignes" className="grid gap-3.5">
        <FilterBar
          path={path}
          params={params}
          filters={["lignes"]}
          action={<LinkButton href={`${path}/lignes${filtered}`}>Exporter ces lignes</LinkButton>}
        >
          <FilterSelect name="lignes" label="Lignes" params={params} options={options} empty="Toutes" />
        </FilterBar>
        {rows.length === 0 ? (
          <EmptyState title="Aucune ligne">Aucune ligne de ce fichier ne correspond à ce filtre.</EmptyState>
        ) : (
          <Table
            caption="Lignes du fichier"
            columns={columnsWith(effets)}
            rows={rows}
            rowKey={({ ligne }) => String(ligne)}
          />
        )}
        <Pagination path={path} params={params} page={page} pageSize={LIGNES_PAGE} counted={counted} singular="ligne" />
      </div>
    </Section>
  )
}

function collectivite({ nom, publicId, donnees }: LigneRow) {
  const name = nom ?? donnees.collectivite ?? donnees.nom ?? ""
  if (publicId) return <a href={`/gestion/collectivites/${publicId}`}>{name}</a>
  return name || donnees.code || donnees.codeInsee || donnees.siren || "Inconnue"
}
