import { Amount } from "@/components/ui/amount.tsx"
import type { Ecart } from "@/lib/cotisations/rules/ecarts.ts"

/** What changed since last year, each with its amount: together they are the whole difference. */
export function EcartsList({ ecarts }: { ecarts: readonly Ecart[] }) {
  return (
    <ul className="grid gap-1 text-sm">
      {ecarts.map(({ quoi, ecart }) => (
        <li key={quoi} className="flex flex-wrap justify-between gap-x-6">
          <span>{quoi}</span>
          <Amount cents={ecart} difference />
        </li>
      ))}
    </ul>
  )
}
