import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { openPeriodeAction, savePeriodeAction } from "@/lib/operateur/actions.ts"

type Years = { debut?: string | number; fin?: string | number }

/** Years typed wrong are put right; other years are another budget, and the one before stays. */
export function PeriodeForms({ debut, fin }: Years) {
  const known = debut !== undefined
  const length = Number(fin) - Number(debut)
  return (
    <>
      <Form action={savePeriodeAction} aria-label="Période du budget">
        <YearFields debut={debut} fin={fin} />
        <p className="max-w-measure text-muted">
          Les dépenses d’avant la première année ne comptent pas dans ce que le budget a déjà payé.
        </p>
        <div>
          <SubmitButton look={known ? "secondary" : "primary"} pending="Enregistrement…">
            {known ? "Corriger ces années" : "Enregistrer la période"}
          </SubmitButton>
        </div>
      </Form>
      {known ? (
        <details>
          <summary className="cursor-pointer py-2 text-accent">Ouvrir le budget d’une nouvelle période</summary>
          <Form action={openPeriodeAction} aria-label="Nouvelle période" className="mt-3">
            <p className="max-w-measure">
              Le budget {debut}-{fin} restera tel qu’il est, à lire avec ses dépenses. Ses lignes passent dans le
              nouveau, où vous reprendrez leurs montants.
            </p>
            <YearFields debut={Number(fin) + 1} fin={Number(fin) + 1 + length} />
            <div>
              <SubmitButton pending="Ouverture…">Ouvrir ce budget</SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </>
  )
}

const SHORT = "max-w-40"

const YearFields = ({ debut, fin }: Years) => (
  <div className="flex flex-wrap gap-6">
    <TextField
      name="debut"
      label="Première année"
      inputMode="numeric"
      required
      defaultValue={debut}
      className={SHORT}
    />
    <TextField name="fin" label="Dernière année" inputMode="numeric" required defaultValue={fin} className={SHORT} />
  </div>
)
