import type { ReactNode } from "react"
import { Button } from "./button.tsx"
import { Input } from "./input.tsx"
import { type ListParams, SORT } from "./list-url.ts"
import { type Option, Select } from "./select.tsx"

type FilterBarProps = {
  path: string
  params: ListParams
  /** Names of the filters, so that "effacer" shows only when one is set. */
  filters: readonly string[]
  children: ReactNode
  /** At the end of the bar: the export of what is filtered. */
  action?: ReactNode
}

/** A plain GET form: the filters are the address, which can be kept, shared and read back. */
export function FilterBar({ path, params, filters, children, action }: FilterBarProps) {
  const isFiltered = filters.some((name) => params[name])
  return (
    <search className="print:hidden">
      <form action={path} method="get" className="flex flex-wrap items-end gap-x-3 gap-y-3">
        {params[SORT] ? <input type="hidden" name={SORT} value={params[SORT]} /> : null}
        {children}
        <Button type="submit">Filtrer</Button>
        {isFiltered ? (
          <a href={path} className="py-2 text-accent">
            Effacer les filtres
          </a>
        ) : null}
        {action ? <div className="ms-auto py-2">{action}</div> : null}
      </form>
    </search>
  )
}

type FilterProps = { name: string; label: string; params: ListParams }

const LABEL = "font-semibold text-muted text-xs"

export function FilterText({ name, label, params, hint }: FilterProps & { hint?: string }) {
  return (
    <div className="grid min-w-36 flex-1 basis-44 gap-0.5 sm:max-w-64">
      <label htmlFor={`filtre-${name}`} className={LABEL}>
        {label}
      </label>
      <Input
        type="search"
        id={`filtre-${name}`}
        name={name}
        defaultValue={params[name]}
        placeholder={hint}
        maxLength={120}
      />
    </div>
  )
}

type FilterSelectProps = FilterProps & { options: readonly Option[]; empty: string }

export function FilterSelect({ name, label, params, options, empty }: FilterSelectProps) {
  return (
    <div className="grid max-w-full gap-0.5 max-sm:w-full">
      <label htmlFor={`filtre-${name}`} className={LABEL}>
        {label}
      </label>
      <Select
        id={`filtre-${name}`}
        name={name}
        defaultValue={params[name]}
        options={options}
        empty={empty}
        className="sm:max-w-44"
      />
    </div>
  )
}
