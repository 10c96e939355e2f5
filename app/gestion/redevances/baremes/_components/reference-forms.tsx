import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { addOperateurAction, addTauxLegalAction, draftBaremeAction } from "@/lib/redevances/actions/bureau.ts"
import { TAUX_LABELS, type Taux } from "@/lib/redevances/types.ts"

/** Typed as published: nothing is computed in their place. */
export const BaremeForm = ({ annee }: { annee: number }) => (
  <Form action={draftBaremeAction} aria-label="Ajouter un barème">
    <TextField name="annee" label="Année" inputMode="numeric" defaultValue={annee} required />
    {(Object.keys(TAUX_LABELS) as (keyof Taux)[]).map((champ) => (
      <TextField key={champ} name={champ} label={TAUX_LABELS[champ]} inputMode="decimal" unit="€" required />
    ))}
    <TextField
      name="coefficient"
      label="Coefficient de revalorisation depuis 2006"
      hint="S’il est publié, par exemple 1,63714. Sinon il est déduit du tarif non routier."
      inputMode="decimal"
    />
    <TextField
      name="source"
      label="Source"
      hint="Publication, page, date : elle s’affiche avec chaque calcul."
      required
    />
    <div>
      <SubmitButton pending="Calcul de l’effet…">Voir l’effet avant de publier</SubmitButton>
    </div>
  </Form>
)

export const TauxLegalForm = ({ annee }: { annee: number }) => (
  <Form action={addTauxLegalAction} aria-label="Ajouter un taux légal">
    <TextField name="annee" label="Année du taux" inputMode="numeric" defaultValue={annee} required />
    <RadioField
      name="semestre"
      legend="Semestre"
      options={[
        { value: "1", label: "Premier semestre" },
        { value: "2", label: "Second semestre" },
      ]}
    />
    <TextField name="taux" label="Taux" unit="%" inputMode="decimal" required />
    <TextField name="source" label="Source du taux" required />
    <div>
      <SubmitButton look="secondary">Ajouter le taux</SubmitButton>
    </div>
  </Form>
)

export const OperateurForm = () => (
  <Form action={addOperateurAction} aria-label="Ajouter un opérateur">
    <TextField name="nom" label="Nom de l’opérateur" required />
    <TextField name="alias" label="Autres noms" hint="Séparés par des virgules : ils servent à lire les fichiers." />
    <CoordonneesFields />
    <div>
      <SubmitButton look="secondary">Ajouter l’opérateur</SubmitButton>
    </div>
  </Form>
)

type Coordonnees = { siren: string | null; adresse: string | null; codePostal: string | null; ville: string | null }

/** What letters and titres write of a debtor. */
export const CoordonneesFields = ({ known }: { known?: Coordonnees }) => (
  <>
    <TextField name="siren" label="SIREN" inputMode="numeric" defaultValue={known?.siren ?? ""} />
    <TextField name="adresse" label="Adresse" defaultValue={known?.adresse ?? ""} />
    <TextField name="codePostal" label="Code postal" inputMode="numeric" defaultValue={known?.codePostal ?? ""} />
    <TextField name="ville" label="Ville" defaultValue={known?.ville ?? ""} />
  </>
)
