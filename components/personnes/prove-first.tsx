import type { ReactNode } from "react"
import { LinkButton } from "@/components/ui/link-button.tsx"

type ProveFirstProps = {
  /** What the personal factor of who looks lacks, and where it is given (lib/access/factor-prompt.ts); null: nothing. */
  factor: { sentence: string; confirm: string | null } | null
  children: ReactNode
}

/** What asks for a personal factor, or the way to give it first. */
export function ProveFirst({ factor, children }: ProveFirstProps) {
  if (!factor) return children
  return (
    <>
      <p className="max-w-measure">{factor.sentence}</p>
      {factor.confirm ? (
        <p>
          <LinkButton href={factor.confirm} look="primary">
            Confirmer que c’est moi
          </LinkButton>
        </p>
      ) : null}
    </>
  )
}
