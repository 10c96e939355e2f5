import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { type Bareme, TAUX_LABELS, type Taux } from "@/lib/redevances/types.ts"

type DeliberationFormProps = { action: FormAction; collectivite: string; annee: number; bareme: Bareme | null }

/** What the council is asked to vote: the ceilings, or less. */
export function DeliberationForm({ action, collectivite, annee, bareme }: DeliberationFormProps) {
  return (
    <Form action={action} hidden={{ collectivite }} aria-label="Préparer une délibération">
      <TextField name="annee" label="À partir de l’année" inputMode="numeric" defaultValue={annee} required />
      <RadioField
        name="tarifs"
        legend="Tarifs"
        defaultValue="plafond"
        options={[
          {
            value: "plafond",
            label: "Au plafond fixé par la loi",
            hint: "Le cas courant ; les mêmes pour tous les opérateurs.",
          },
          { value: "moindres", label: "Plus bas que le plafond", hint: "Indiquez alors chaque tarif ci-dessous." },
        ]}
      />
      <CheckboxField
        name="permanente"
        label="Valable aussi les années suivantes, aux plafonds revalorisés chaque 1er janvier"
        hint="Une seule délibération suffit alors. Seulement au plafond."
        defaultChecked
      />
      <details>
        <summary className="cursor-pointer py-1 text-accent">Tarifs plus bas, arrondi, exigibilité</summary>
        <div className="mt-4 grid gap-6">
          {(Object.keys(TAUX_LABELS) as (keyof Taux)[]).map((champ) => (
            <TextField
              key={champ}
              name={champ}
              label={TAUX_LABELS[champ]}
              inputMode="decimal"
              hint={bareme ? `Plafond ${bareme.annee} : ${formatRate(bareme[champ])}` : "Plafond non renseigné."}
              conditional
            />
          ))}
          <RadioField
            name="arrondi"
            legend="Arrondi"
            defaultValue="centime"
            options={[
              { value: "centime", label: "Au centime, ligne par ligne" },
              { value: "euro", label: "Total arrondi à l’euro le plus proche" },
            ]}
          />
          <CheckboxField
            name="prorata"
            label="Compter au jour les réseaux présents une partie de l’année"
            hint="Sans cette règle, le patrimoine du 31 décembre compte pour l’année entière."
          />
          <div className="grid gap-6 sm:grid-cols-2">
            <TextField
              name="exigibiliteJour"
              label="Jour d’exigibilité"
              inputMode="numeric"
              defaultValue={1}
              required
            />
            <TextField
              name="exigibiliteMois"
              label="Mois d’exigibilité"
              inputMode="numeric"
              defaultValue={1}
              required
            />
          </div>
        </div>
      </details>
      <div>
        <SubmitButton pending="Préparation…">Préparer la délibération</SubmitButton>
      </div>
    </Form>
  )
}
