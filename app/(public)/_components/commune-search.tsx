import { Button } from "@/components/ui/button.tsx"
import { Field } from "@/components/ui/field.tsx"
import { CommuneCombobox } from "./commune-combobox.tsx"

const INPUT = "recherche-commune"

/** A plain GET form, which needs no script; the field completes what is typed where scripts run. */
export function CommuneSearch({ typed = "" }: { typed?: string }) {
  return (
    <search>
      <form action="/simulateur" className="grid max-w-measure gap-3">
        <Field
          id={INPUT}
          label="Nom ou code postal de votre commune"
          hint="Par exemple « breteuil » ou « 27160 ». Les accents et les tirets ne comptent pas."
        >
          <CommuneCombobox id={INPUT} typed={typed} describedBy={`${INPUT}-aide`} />
        </Field>
        <p>
          <Button type="submit" look="primary">
            Voir le coût et les services
          </Button>
        </p>
      </form>
    </search>
  )
}
