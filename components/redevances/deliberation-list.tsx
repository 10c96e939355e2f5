import { Form } from "@/components/ui/form.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { DeliberationFile } from "@/lib/redevances/queries/deliberations.ts"

type DeliberationListProps = {
  /** Null: to be read only. */
  adopt: FormAction | null
  deliberations: readonly DeliberationFile[]
  collectivite: string
  path: string
  today: CalendarDate
}

export const DeliberationList = ({ adopt, deliberations, collectivite, path, today }: DeliberationListProps) => (
  <ul className="border-line border-t">
    {deliberations.map((one) => (
      <li key={one.id} className="grid gap-2 border-line border-b py-4">
        <p>
          <strong>
            {one.permanente
              ? `À partir de ${one.annee}, aux plafonds`
              : `Année ${one.annee}, ${one.taux ? "tarifs de la commune" : "aux plafonds"}`}
          </strong>{" "}
          <StateBadge tone={one.adopteeLe ? "ok" : "attention"}>{one.adopteeLe ? "adoptée" : "projet"}</StateBadge>
        </p>
        {one.adopteeLe ? (
          <p className="text-muted text-sm">
            N° {one.numero}, séance du {formatDay(one.adopteeLe)}
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-6">
          <a href={`${path}/deliberation/${one.id}?format=pdf`}>
            Texte de la délibération (PDF)<span className="sr-only"> {one.annee}</span>
          </a>
          <a href={`${path}/deliberation/${one.id}?format=docx`}>
            À modifier (DOCX)<span className="sr-only"> {one.annee}</span>
          </a>
        </p>
        {one.adopteeLe || !adopt ? null : (
          <AdoptForm adopt={adopt} id={one.id} annee={one.annee} collectivite={collectivite} today={today} />
        )}
      </li>
    ))}
  </ul>
)

type AdoptFormProps = { adopt: FormAction; id: string; annee: number; collectivite: string; today: CalendarDate }

const AdoptForm = ({ adopt, id, annee, collectivite, today }: AdoptFormProps) => (
  <details>
    <summary className="cursor-pointer py-1 text-accent">Le conseil l’a adoptée</summary>
    <Form
      action={adopt}
      hidden={{ collectivite, deliberation: id }}
      aria-label={`Adoption de la délibération ${annee}`}
      className="mt-4"
    >
      <TextField name="adopteeLe" label="Séance du" type="date" defaultValue={today} required />
      <TextField name="numero" label="Numéro de la délibération" required />
      <div>
        <SubmitButton>Enregistrer l’adoption</SubmitButton>
      </div>
    </Form>
  </details>
)
