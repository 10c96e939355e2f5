import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { addContratAction, addPreuveAction } from "@/lib/loyers/actions.ts"
import { PREUVE_LABELS, PREUVE_NATURES } from "@/lib/loyers/types.ts"

type AddProps = { hidden: Record<string, string> }

export const PreuveForm = ({ hidden }: AddProps) => (
  <Form action={addPreuveAction} hidden={hidden} aria-label="Ajouter un document">
    <SelectField
      name="nature"
      label="Document"
      options={PREUVE_NATURES.map((nature) => ({ value: nature, label: PREUVE_LABELS[nature] }))}
      required
    />
    <TextField name="reference" label="Référence du document" required />
    <TextField name="date" label="Date du document" type="date" required />
    <TextField name="conserve" label="Où il est conservé" hint="Archives, dossier, service…" required />
    <FileField
      name="fichier"
      label="Le document lui-même"
      hint="PDF, photo, Word ou OpenDocument, 25 Mo au plus. Il reste consultable ici et dans vos documents."
      accept=".pdf,.jpg,.jpeg,.png,.docx,.odt"
    />
    <div>
      <SubmitButton look="secondary" pending="Envoi…">
        Ajouter le document
      </SubmitButton>
    </div>
  </Form>
)

export const ContratForm = ({
  hidden,
  operateurs,
}: AddProps & { operateurs: readonly { id: string; nom: string }[] }) => (
  <Form action={addContratAction} hidden={hidden} aria-label="Ajouter un opérateur présent">
    <SelectField
      name="operateur"
      label="Opérateur"
      options={operateurs.map(({ id, nom }) => ({ value: id, label: nom }))}
      empty="Choisir…"
      required
    />
    <TextField name="reference" label="Référence du contrat" hint="Vide s’il occupe les fourreaux sans contrat." />
    <TextField name="metres" label="Mètres occupés" unit="m" inputMode="numeric" required />
    <TextField name="tarifMetre" label="Prix au mètre et par an" unit="€" inputMode="decimal" required />
    <TextField name="debut" label="Début" type="date" required />
    <TextField name="fin" label="Fin prévue" type="date" />
    <TextField
      name="indice"
      label="Indice de révision"
      hint="Celui du contrat, par exemple TP01. Vide s’il n’y en a pas."
    />
    <TextField
      name="indiceBase"
      label="Valeur de l’indice au début"
      hint="Avec le nom de l’indice, ou rien."
      inputMode="decimal"
    />
    <div>
      <SubmitButton look="secondary">Ajouter l’opérateur</SubmitButton>
    </div>
  </Form>
)
