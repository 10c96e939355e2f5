import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { depositFileAction } from "@/lib/reglements/actions.ts"
import { MAX_BYTES } from "@/lib/reglements/types.ts"

export const UploadForm = () => (
  <Form action={depositFileAction} aria-label="Importer un fichier du comptable">
    <FileField
      name="fichier"
      label="Fichier des encaissements (CSV)"
      hint="Colonnes : date, montant, et payeur, référence ou libellé ; d’autres sont ignorées. UTF-8, UTF-16 ou Windows-1252, montants à virgule ou à point, 10 Mo et 20 000 lignes au plus."
      accept=".csv,.txt,text/csv,text/plain"
      maxBytes={MAX_BYTES}
      required
    />
    <div>
      <SubmitButton pending="Lecture du fichier…">Lire le fichier</SubmitButton>
    </div>
  </Form>
)
