import type { ReactNode } from "react"
import { Section } from "@/components/ui/section.tsx"
import type { Part } from "@/lib/prises-en-charge/types.ts"
import { datesWords, partWords } from "./words.ts"

/** Who else pays for this service; `act` follows each line, `children` the list. */
export function PayeursSection({
  parts,
  act,
  children,
}: {
  parts: readonly Part[]
  act?: (part: Part) => ReactNode
  children?: ReactNode
}) {
  if (parts.length === 0 && !children) return null
  return (
    <Section title="Qui paie">
      {parts.length === 0 ? (
        <p>La collectivité qui utilise le service.</p>
      ) : (
        <ul className="grid gap-2">
          {parts.map((part) => (
            <li key={part.id}>
              <strong>{part.payeurNom}</strong> paie {partWords(part.part)}, {datesWords(part)}.{act?.(part)}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Section>
  )
}
