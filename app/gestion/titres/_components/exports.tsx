import { type ListParams, listHref } from "@/components/ui/list-url.ts"
import { EXPORTS } from "@/lib/titres/schema.ts"

const WORDS = {
  titres: "les titres",
  lignes: "leurs lignes",
  reglements: "leurs règlements",
  soldes: "les soldes par débiteur",
} as const satisfies Record<(typeof EXPORTS)[number], string>

const PATH = "/gestion/titres/export"

/** What is filtered, whole, as files. */
export function Exports({
  params,
  what = EXPORTS,
}: {
  params: ListParams
  what?: readonly (typeof EXPORTS)[number][]
}) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 print:hidden" aria-label="Exporter ce qui est filtré">
      {what.map((quoi) => (
        <li key={quoi}>
          Exporter {WORDS[quoi]} :{" "}
          <a href={listHref(PATH, params, { quoi, format: "csv", page: null })} aria-label={`${WORDS[quoi]}, CSV`}>
            CSV
          </a>
          ,{" "}
          <a href={listHref(PATH, params, { quoi, format: "xlsx", page: null })} aria-label={`${WORDS[quoi]}, XLSX`}>
            XLSX
          </a>
        </li>
      ))}
    </ul>
  )
}
