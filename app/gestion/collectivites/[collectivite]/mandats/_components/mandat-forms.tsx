import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { endMandatAction, recordMandatAction } from "@/lib/signatures/actions.ts"
import type { Mandat } from "@/lib/signatures/types.ts"

type Option = { value: string; label: string }

export function RecordForm({ collectivite, personnes }: { collectivite: string; personnes: readonly Option[] }) {
  return (
    <Section title="Enregistrer un mandat">
      {personnes.length === 0 ? (
        <Notice tone="attention" title="Personne n’est encore rattaché à cette collectivité">
          La personne élue doit d’abord rejoindre la collectivité sur le portail.
        </Notice>
      ) : (
        <Form action={recordMandatAction} hidden={{ collectivite }} aria-label="Enregistrer un mandat">
          <SelectField name="personne" label="Personne" options={personnes} required />
          <TextField name="fonction" label="Fonction" hint="Maire, président, adjointe…" maxLength={80} required />
          <TextField name="depuis" label="Depuis le" type="date" className="max-w-60" required />
          <TextField
            name="jusqua"
            label="Jusqu’au, exclu"
            hint="Laissez vide tant que la fin n’est pas connue."
            type="date"
            className="max-w-60"
          />
          <TextField
            name="fondement"
            label="Délibération d’élection"
            hint="Son numéro et sa date, vérifiés sur l’acte."
            maxLength={160}
            required
          />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer le mandat</SubmitButton>
          </div>
        </Form>
      )}
    </Section>
  )
}

type EndProps = { collectivite: string; mandats: readonly Mandat[]; day: CalendarDate }

export const EndForm = ({ collectivite, mandats, day }: EndProps) => (
  <Section title="Terminer un mandat">
    <Form action={endMandatAction} hidden={{ collectivite }} aria-label="Terminer un mandat">
      <SelectField
        name="mandat"
        label="Mandat"
        options={mandats.map(({ id, nom, fonction }) => ({ value: id, label: `${nom}, ${fonction}` }))}
        required
      />
      <TextField
        name="jusqua"
        label="Premier jour où il ne vaut plus"
        type="date"
        defaultValue={day}
        className="max-w-60"
        required
      />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          Terminer le mandat
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
