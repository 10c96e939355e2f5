import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { DocumentFile } from "@/lib/documents/queries/file.ts"
import { FORMATS, GENRE_LABELS, GENRES_DEPOSES, isActe, TAILLE_MAX } from "@/lib/documents/types.ts"
import type { FormState } from "@/lib/platform/form-state.ts"

type DepositFormProps = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  collectivite: string
  /** The document of which a new version is deposited: its genre and title stay, its number and date are new. */
  remplace: DocumentFile | null
  scanned: boolean
}

const GENRES = GENRES_DEPOSES.map((value) => ({ value, label: GENRE_LABELS[value] }))
const ACCEPT = Object.entries(FORMATS).flatMap(([format, { extension }]) => [format, `.${extension}`])

export function DepositForm({ action, collectivite, remplace, scanned }: DepositFormProps) {
  const hidden = { collectivite, ...(remplace ? { remplace: remplace.id, genre: remplace.genre } : {}) }
  return (
    <Form action={action} hidden={hidden} aria-label="Déposer un document">
      {remplace ? null : (
        <SelectField
          name="genre"
          label="Genre"
          options={GENRES}
          empty="Choisir…"
          hint="Une délibération, une charte, une convention ou un avenant se dépose en PDF."
          required
        />
      )}
      <TextField
        name="titre"
        label="Titre"
        hint="Tel que vous le chercherez : par exemple « Adhésion au syndicat »."
        defaultValue={remplace?.titre}
        maxLength={160}
        required
      />
      <TextField
        name="acteLe"
        label="Date de l’acte"
        hint="La date du vote ou de la signature ; obligatoire pour un acte."
        type="date"
        conditional={!remplace || isActe(remplace.genre)}
      />
      <TextField
        name="acteNumero"
        label="Numéro de l’acte"
        hint="Obligatoire pour une délibération : par exemple 2026-12."
        maxLength={60}
        className="max-w-80"
        conditional={!remplace || remplace.genre === "deliberation"}
      />
      <FileField
        name="fichier"
        label="Fichier"
        hint="PDF, JPEG, PNG, Word, Excel, PowerPoint ou OpenDocument ; 25 Mo au plus. Après une erreur, choisissez-le de nouveau."
        accept={ACCEPT.join(",")}
        maxBytes={TAILLE_MAX}
        required
      />
      {scanned ? (
        <p className="text-muted text-sm">
          Le fichier est vérifié et analysé par un antivirus avant d’être accessible à qui que ce soit.
        </p>
      ) : (
        <Notice tone="attention" title="Pas d’antivirus sur ce portail">
          Le contenu du fichier est vérifié, mais aucun antivirus ne l’analyse : n’ouvrez ici que ce dont vous
          connaissez l’origine.
        </Notice>
      )}
      <p>
        <SubmitButton pending="Envoi et vérification du fichier…">Déposer le document</SubmitButton>
      </p>
    </Form>
  )
}
