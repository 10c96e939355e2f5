import { TextField } from "@/components/ui/text-field.tsx"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { canRenew } from "@/lib/souscriptions/rules/reconduction.ts"

/** Months that an amendment adds to a convention; nothing where none may be. */
export function ProlongeField({ souscription, asked }: { souscription: SouscriptionFile; asked?: number | null }) {
  const { terme, denonciation, dureeMois } = souscription
  if (terme === null || !canRenew(souscription, denonciation)) return null
  return (
    <TextField
      name="prolongeMois"
      label="Renouveler la convention pour"
      hint={`Elle court jusqu’au ${formatDay(terme)}${dureeMois ? `, pour ${dureeMois} mois` : ""}. Vide : ce jour ne change pas.`}
      unit="mois"
      inputMode="numeric"
      autoComplete="off"
      defaultValue={asked ?? ""}
    />
  )
}
