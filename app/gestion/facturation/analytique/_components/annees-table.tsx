import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { Annee } from "@/lib/indicateurs/rules/analytique.ts"
import { sum } from "@/lib/platform/money.ts"
import { AmountLink, depensesHref, engagementsHref, lignesHref } from "./links.tsx"

type Row = Annee & { total: boolean }

/** The years of the period: each pillar in which something moved, and the whole year after them. */
export function AnneesTable({ rows }: { rows: readonly Annee[] }) {
  const years = [...Map.groupBy(rows, ({ exercice }) => exercice)].flatMap(([, one]): Row[] => [
    ...one.filter(moved).map((row) => ({ ...row, total: false })),
    ...totalOf(one),
  ])
  return <Table caption="Année par année" columns={COLUMNS} rows={years} rowKey={keyOf} />
}

const moved = ({ depense, resteEngage, facture }: Annee): boolean =>
  depense !== 0n || resteEngage !== 0n || facture !== 0n

const keyOf = ({ exercice, nom }: Row): string => `${exercice} ${nom}`

function totalOf(rows: readonly Annee[]): Row[] {
  const [first] = rows
  const all = (of: (row: Annee) => bigint) => sum(rows.map(of))
  return first
    ? [
        {
          ...{ exercice: first.exercice, pilierId: null, nom: "Total de l’année", total: true },
          depense: all(({ depense }) => depense),
          resteEngage: all(({ resteEngage }) => resteEngage),
          facture: all(({ facture }) => facture),
          cotisation: all(({ cotisation }) => cotisation),
        },
      ]
    : []
}

const COLUMNS: readonly Column<Row>[] = [
  { key: "exercice", header: "Exercice", cell: ({ exercice }) => exercice },
  {
    key: "nom",
    header: "Pilier",
    rowHeader: true,
    cell: ({ nom, total }) => (total ? nom : <span className="font-normal">{nom}</span>),
  },
  {
    key: "engage",
    header: "Engagé",
    end: true,
    cell: ({ depense, resteEngage }) => <Amount cents={depense + resteEngage} />,
  },
  {
    key: "depense",
    header: "Dépensé",
    end: true,
    cell: ({ depense, ...row }) => <AmountLink cents={depense} href={depensesHref(of(row))} />,
  },
  {
    key: "reste",
    header: "Commandé, à facturer",
    end: true,
    cell: ({ resteEngage, ...row }) => <AmountLink cents={resteEngage} href={engagementsHref(of(row))} />,
  },
  {
    key: "facture",
    header: "Services facturés",
    end: true,
    cell: ({ facture, total, ...row }) =>
      total ? <Amount cents={facture} /> : <AmountLink cents={facture} href={lignesHref(of({ ...row, total }))} />,
  },
  {
    key: "cotisation",
    header: "Cotisations",
    end: true,
    cell: ({ cotisation, exercice, total }) =>
      total ? <AmountLink cents={cotisation} href={lignesHref({ exercice, cotisations: true })} /> : "",
  },
]

/** A total is of no pillar in particular. */
const of = ({ exercice, pilierId, total }: Pick<Row, "exercice" | "pilierId" | "total">) =>
  total ? { exercice } : { exercice, pilier: pilierId }
