import { OptionFields } from "@/components/souscriptions/option-fields.tsx"
import { ProlongeField } from "@/components/souscriptions/prolonge-field.tsx"
import { RetraitFields } from "@/components/souscriptions/retrait-fields.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { prepareAvenantAction } from "@/lib/conventions/actions.ts"
import { latest, today } from "@/lib/platform/dates.ts"
import { refuseAvenantAction } from "@/lib/souscriptions/actions.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { canChange, isCounted } from "@/lib/souscriptions/rules/avenants.ts"
import { standing, vuesOf } from "@/lib/souscriptions/rules/options.ts"
import type { AvenantDemande } from "@/lib/souscriptions/types.ts"

type AvenantFormProps = {
  hidden: Readonly<Record<string, string>>
  souscription: SouscriptionFile
  offered: readonly OptionOfferte[]
  /** What the member asked for: the amendment begins from it and answers it. */
  demande: AvenantDemande | null
}

/** Nothing to show where neither its quantity, nor an option, nor its last day may change. */
export function AvenantForm({ hidden, souscription, offered, demande }: AvenantFormProps) {
  const { quantite } = souscription
  const counted = isCounted(souscription)
  const { ajouts, retraits } = demande?.changements ?? { ajouts: [], retraits: [] }
  const present = standing(souscription.options)
  if (!canChange(souscription, offered)) return null
  const shown = { ...hidden, optionsVues: vuesOf(offered), ...(counted ? {} : { quantite: String(quantite) }) }
  return (
    <Section title="Modifier par un avenant">
      <p className="max-w-measure text-muted">
        L’avenant part à la signature de la collectivité. Ce qu’il change compte à sa date, une fois signé des deux
        parties.{demande ? " Il répond à la demande de la collectivité, dont il reprend les termes." : ""}
      </p>
      <Form action={prepareAvenantAction} hidden={shown} aria-label="Modifier par un avenant">
        {counted ? (
          <TextField
            name="quantite"
            label="Quantité"
            hint={`Aujourd’hui : ${quantite}.`}
            inputMode="numeric"
            defaultValue={String(demande?.quantiteApres ?? quantite)}
            className="max-w-40"
            required
          />
        ) : null}
        <OptionFields options={offered} legend="Options à ajouter" asked={ajouts} />
        <RetraitFields present={present} asked={retraits} />
        <ProlongeField souscription={souscription} asked={demande?.prolongeMois} />
        <TextField
          name="effetLe"
          label="À partir du"
          type="date"
          defaultValue={demande ? latest(demande.effetLe, today()) : undefined}
          className="max-w-60"
          required
        />
        <TextareaField name="motif" label="Motif" rows={2} defaultValue={demande?.motif} required />
        <div>
          <SubmitButton look="secondary" pending="Préparation…">
            Établir l’avenant
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}

/** A change that is not made: the member reads why. */
export const RefuseDemande = ({ hidden }: { hidden: Readonly<Record<string, string>> }) => (
  <Form action={refuseAvenantAction} hidden={hidden} aria-label="Refuser ce changement">
    <p className="max-w-measure text-muted">
      Établissez l’avenant plus bas, ou dites pourquoi ce changement ne se fait pas.
    </p>
    <TextareaField name="motif" label="Pourquoi ce changement est refusé" rows={2} required />
    <div>
      <SubmitButton look="danger" pending="Enregistrement…">
        Refuser ce changement
      </SubmitButton>
    </div>
  </Form>
)
