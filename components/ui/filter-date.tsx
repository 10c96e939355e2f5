import { Input } from "./input.tsx"
import type { ListParams } from "./list-url.ts"

type FilterDateProps = { name: string; label: string; params: ListParams }

export function FilterDate({ name, label, params }: FilterDateProps) {
  return (
    <div className="grid gap-0.5">
      <label htmlFor={`filtre-${name}`} className="font-semibold text-muted text-xs">
        {label}
      </label>
      <Input type="date" id={`filtre-${name}`} name={name} defaultValue={params[name]} />
    </div>
  )
}
