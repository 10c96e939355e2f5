import { Amount } from "@/components/ui/amount.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatCount, formatInteger, formatShortDay } from "@/lib/platform/format.ts"
import type { Apercu, LigneComparee } from "@/lib/reglements/commands/import.ts"
import type { LigneRefusee } from "@/lib/reglements/rules/file.ts"

const VERDICTS = {
  nouvelle: { word: "sera ajouté", tone: "ok" },
  connue: { word: "déjà connu", tone: "neutral" },
  repetee: { word: "répété", tone: "attention" },
} as const

export const REFUSED: readonly Column<LigneRefusee>[] = [
  { key: "ligne", header: "Ligne", rowHeader: true, end: true, cell: (row) => formatInteger(row.ligne) },
  { key: "raison", header: "Pourquoi", cell: (row) => row.raison },
]

const COLUMNS: readonly Column<LigneComparee>[] = [
  { key: "ligne", header: "Ligne", rowHeader: true, end: true, cell: (row) => formatInteger(row.ligne) },
  { key: "recuLe", header: "Reçu le", nowrap: true, cell: (row) => formatShortDay(row.recuLe) },
  { key: "payeur", header: "Payeur", cell: (row) => row.payeur || "non nommé" },
  {
    key: "reference",
    header: "Référence et libellé",
    cell: (row) => [row.reference, row.libelle].filter(Boolean).join(" · ") || "rien",
  },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  {
    key: "verdict",
    header: "Ce qu’il en sera",
    cell: (row) => (
      <>
        <StateBadge tone={VERDICTS[row.verdict].tone}>{VERDICTS[row.verdict].word}</StateBadge>
        {row.verdict === "repetee" ? ` comme la ligne ${row.premiere}` : ""}
      </>
    ),
  },
]

/** Reasons past this are in the file's own rows: a person corrects the file first. */
const REFUSED_SHOWN = 100
const SIZE = 50

type Props = { path: string; params: ListParams; page: number; apercu: Apercu }

export function RowsSection({ path, params, page, apercu: { lignes, refusees } }: Props) {
  return (
    <>
      {refusees.length > 0 ? (
        <Section title="Lignes refusées">
          {refusees.length > REFUSED_SHOWN ? (
            <p>{`Les ${REFUSED_SHOWN} premières de ${formatCount(refusees.length, "ligne")}.`}</p>
          ) : null}
          <Table
            caption="Lignes refusées"
            columns={REFUSED}
            rows={refusees.slice(0, REFUSED_SHOWN)}
            rowKey={(row) => String(row.ligne)}
          />
        </Section>
      ) : null}
      {lignes.length > 0 ? (
        <Section title="Paiements lus">
          <Table
            caption="Paiements lus"
            columns={COLUMNS}
            rows={lignes.slice((page - 1) * SIZE, page * SIZE)}
            rowKey={(row) => String(row.ligne)}
          />
          <Pagination
            path={path}
            params={params}
            page={page}
            pageSize={SIZE}
            counted={Math.min(lignes.length, 1001)}
            singular="paiement"
          />
        </Section>
      ) : null}
    </>
  )
}
