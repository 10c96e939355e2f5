import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { depositAction } from "@/lib/bal/actions.ts"
import { LIMITES } from "@/lib/bal/types.ts"

export const DepositForm = ({ collectivite }: { collectivite: string }) => (
  <Form action={depositAction} hidden={{ collectivite }} aria-label="Déposer un fichier d’adresses">
    <FileField
      name="fichier"
      label="Fichier de la base adresse locale (CSV)"
      hint="Formats BAL 1.1 à 1.5, tel que votre outil l’exporte ; 64 Mo au plus. Après une erreur, choisissez-le de nouveau."
      accept=".csv,text/csv"
      maxBytes={LIMITES.octets}
      required
    />
    <p>
      <SubmitButton pending="Envoi du fichier…">Déposer et analyser</SubmitButton>
    </p>
  </Form>
)
