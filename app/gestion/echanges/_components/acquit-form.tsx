import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { importAcquitAction } from "@/lib/echanges/actions.ts"

export const AcquitForm = () => (
  <Form action={importAcquitAction} aria-label="Importer un retour de Hélios">
    <FileField
      name="fichier"
      label="Retour de Hélios (PES Acquit)"
      hint="Le fichier XML que votre tiers de télétransmission vous rend. Le même fichier deux fois ne change rien."
      accept=".xml,application/xml,text/xml"
      required
    />
    <div>
      <SubmitButton look="secondary" pending="Lecture du retour…">
        Importer le retour
      </SubmitButton>
    </div>
  </Form>
)
