import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { formatAmount } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { proposeCorrectionAction } from "@/lib/titres/actions.ts"
import type { LigneRestante } from "@/lib/titres/rules/correction.ts"

type CorrectionFormProps = { titreId: string; reste: Cents; lignes: readonly LigneRestante[] }

export function CorrectionForm({ titreId, reste, lignes }: CorrectionFormProps) {
  return (
    <Form action={proposeCorrectionAction} hidden={{ titre: titreId }}>
      <RadioField
        name="etendue"
        legend="Ce qui est retiré"
        defaultValue="tout"
        options={[
          {
            value: "tout",
            label: `Tout ce qui reste : ${formatAmount(reste)}`,
            hint: "C’est une annulation : le titre ne doit plus rien.",
          },
          {
            value: "lignes",
            label: "Une partie, ligne par ligne",
            hint: "C’est une réduction : indiquez les montants ci-dessous.",
          },
        ]}
      />
      <fieldset className="grid gap-4">
        <legend className="font-semibold">Montants à retirer, pour une réduction</legend>
        {lignes.map(({ rang, libelle, resteHt, categorieTva }) => (
          <TextField
            key={rang}
            name={`montant-${rang}`}
            label={`Ligne ${rang} : ${libelle}`}
            hint={`Il en reste ${formatAmount(resteHt)}${categorieTva === "S" ? " hors taxes ; la TVA suit" : ""}.`}
            unit="€"
            inputMode="decimal"
          />
        ))}
      </fieldset>
      <TextareaField
        name="motif"
        label="Motif"
        hint="Écrit sur le document que reçoit le débiteur."
        rows={2}
        required
      />
      <FileField
        name="justificatif"
        label="Justificatif"
        hint="Délibération, courrier ou décompte : versé au dossier du débiteur. 25 Mo au plus."
        maxBytes={25 * 1024 * 1024}
        required
      />
      <TextField
        name="debiteur"
        label="Réémettre à un autre débiteur"
        hint="SIREN ou nom exact, si la somme est due par une autre collectivité : son titre part dans le même acte."
      />
      <SubmitButton pending="Envoi…">Proposer la correction</SubmitButton>
    </Form>
  )
}
