import type { ComponentProps } from "react"
import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { DenonciationCote } from "@/generated/prisma/enums.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { checkDenonciation, checkRenoncement, limiteOf } from "@/lib/souscriptions/rules/reconduction.ts"

type Act = Parameters<typeof Form>[0]["action"]

type Props = {
  souscription: SouscriptionFile
  /** The side that speaks. */
  cote: DenonciationCote
  target: Readonly<Record<string, string>>
  acts: { denounce: Act; renounce: Act }
  /** Ending what was agreed takes the personal factor, on either side. */
  factor: ComponentProps<typeof ProveFirst>["factor"]
}

/** What one side may say of the end of a convention; nothing where there is nothing to say. */
export function DenonciationForms({ souscription, cote, target, acts, factor }: Props) {
  const { denonciation, terme } = souscription
  const limite = limiteOf(souscription)
  const day = today()
  if (terme === null || limite === null) return null
  if (checkRenoncement(souscription, denonciation, { cote, today: day }).ok) {
    return (
      <Section title="Revenir sur la dénonciation">
        <ProveFirst factor={factor}>
          <Form action={acts.renounce} hidden={target} aria-label="Revenir sur la dénonciation">
            <p className="max-w-measure text-muted">
              Possible jusqu’au {formatDay(limite)}. La convention suit alors son cours comme si rien n’avait été dit.
            </p>
            <div>
              <SubmitButton look="secondary" pending="Enregistrement…">
                Retirer la dénonciation
              </SubmitButton>
            </div>
          </Form>
        </ProveFirst>
      </Section>
    )
  }
  if (!checkDenonciation(souscription, denonciation, day).ok) return null
  return (
    <details>
      <summary className="cursor-pointer text-accent">Ne pas renouveler la convention</summary>
      <ProveFirst factor={factor}>
        <Form
          action={acts.denounce}
          hidden={target}
          aria-label="Ne pas renouveler la convention"
          className="mt-4 grid gap-4"
        >
          <p className="max-w-measure text-muted">
            Au plus tard le {formatDay(limite)}. Le service s’arrête le {formatDay(terme)}, dernier jour de la
            convention ; l’autre partie est prévenue aujourd’hui.
          </p>
          <TextareaField name="motif" label="Pourquoi elle n’est pas renouvelée" rows={2} required />
          <div>
            <SubmitButton look="danger" pending="Enregistrement…">
              Dénoncer la convention
            </SubmitButton>
          </div>
        </Form>
      </ProveFirst>
    </details>
  )
}
