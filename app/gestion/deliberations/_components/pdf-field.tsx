import { FileField } from "@/components/ui/file-field.tsx"
import { TAILLE_MAX } from "@/lib/documents/types.ts"

export const PdfField = () => (
  <FileField
    name="fichier"
    label="Fichier"
    hint="PDF, 25 Mo au plus, vérifié par son contenu puis par l’antivirus. Après une erreur, choisissez-le de nouveau."
    accept="application/pdf,.pdf"
    maxBytes={TAILLE_MAX}
    required
  />
)
