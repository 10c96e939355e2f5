import { Amount } from "@/components/ui/amount.tsx"
import { listHref } from "@/components/ui/list-url.ts"
import { SANS_PILIER } from "@/lib/partages/types.ts"

type Of = { exercice: number; depuis?: number; pilier?: string | null; service?: string; action?: string }

const query = ({ exercice, depuis, pilier, service, action }: Of) => ({
  exercice: String(exercice),
  depuis: depuis === undefined || depuis === exercice ? null : String(depuis),
  pilier: pilier === null ? SANS_PILIER : (pilier ?? null),
  service: service ?? null,
  action: action ?? null,
})

export const depensesHref = (of: Of): string => listHref("/gestion/depenses", {}, query(of))
export const engagementsHref = (of: Of): string => listHref("/gestion/depenses/engagements", {}, query(of))
export const lignesHref = ({ cotisations, ...of }: Of & { cotisations?: boolean }): string =>
  listHref("/gestion/facturation/lignes", {}, { ...query(of), cotisations: cotisations ? "oui" : null })

/** A figure that opens what it counts; nothing has nothing to open. */
export const AmountLink = ({ cents, href }: { cents: bigint; href: string }) =>
  cents === 0n ? (
    <Amount cents={cents} />
  ) : (
    <a href={href}>
      <Amount cents={cents} />
    </a>
  )
