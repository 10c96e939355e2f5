import { FileField } from "@/components/ui/file-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TAILLE_MAX } from "@/lib/documents/types.ts"

/** What each version of a file has of its own. */
export function FichierFields() {
  return (
    <>
      <TextField
        name="dateLe"
        label="Date du document"
        hint="Celle qu’il porte, que les mairies verront."
        type="date"
        required
      />
      <FileField
        name="fichier"
        label="Fichier"
        hint="PDF, 25 Mo au plus, vérifié par son contenu puis par l’antivirus. Après une erreur, choisissez-le de nouveau."
        accept="application/pdf,.pdf"
        maxBytes={TAILLE_MAX}
        required
      />
    </>
  )
}
