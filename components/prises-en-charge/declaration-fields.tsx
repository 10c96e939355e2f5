import { TextField } from "@/components/ui/text-field.tsx"

/** What both forms ask: which part, from when to when, by which act. */
export const DeclarationFields = () => (
  <>
    <TextField
      name="part"
      label="Part payée, en %"
      hint="100 pour le coût entier."
      inputMode="decimal"
      defaultValue="100"
      className="max-w-40"
      required
    />
    <TextField name="depuis" label="À partir du" type="date" className="max-w-60" required />
    <TextField
      name="jusqua"
      label="Jusqu’au, exclu"
      hint="Laissez vide si aucune fin n’est prévue."
      type="date"
      className="max-w-60"
    />
    <TextField
      name="fondement"
      label="Décidé par"
      hint="La délibération ou la convention : numéro et date."
      maxLength={160}
      required
    />
  </>
)
