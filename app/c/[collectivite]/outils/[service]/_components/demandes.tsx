import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { answerDemandeAction } from "@/lib/outils/actions/droits.ts"
import type { Posee } from "@/lib/outils/queries/droits.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

type DemandesProps = {
  posees: readonly Posee[]
  profils: readonly string[]
  hidden: { collectivite: string; service: string }
}

/** Colleagues who ask for the tool, each with her answer to give. */
export function Demandes({ posees, profils, hidden }: DemandesProps) {
  if (posees.length === 0) return null
  return (
    <Section title="Demandes d’accès">
      <ul className="grid gap-6">
        {posees.map(({ id, nom, courriel, pourquoi, poseeLe }) => (
          <li key={id} className="grid gap-3 border-line border-b pb-6">
            <div>
              <p>
                <strong>{nom}</strong>, le {formatDay(dayInParis(poseeLe))}
              </p>
              <p className="text-muted text-sm">
                {courriel}
                {pourquoi ? `. ${pourquoi}` : ""}
              </p>
            </div>
            <Form action={answerDemandeAction} hidden={{ ...hidden, demande: id }} aria-label={`Répondre à ${nom}`}>
              <RadioField
                name="decision"
                legend="Réponse"
                options={[
                  { value: "accorder", label: "Donner l’accès" },
                  { value: "refuser", label: "Refuser" },
                ]}
                defaultValue="accorder"
              />
              <SelectField
                name="profil"
                label="Profil dans l’outil"
                options={profils.map((profil) => ({ value: profil, label: profil }))}
              />
              <TextField name="motif" label="Motif d’un refus" hint="La personne le lit." />
              <div>
                <SubmitButton pending="Envoi…">Répondre</SubmitButton>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
