import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import type { LignePatrimoine } from "@/lib/redevances/rules/assiette.ts"
import { DOMAINES, NATURE_LABELS, NATURES, UNITES } from "@/lib/redevances/types.ts"

type Line = LignePatrimoine & { lieu: string | null }

type EtatFormProps = {
  action: FormAction
  collectivite: string
  operateurs: readonly { id: string; nom: string }[]
  operateur?: string
  annee: number
  recuLe: CalendarDate
  /** The statement to correct: its lines are there to be changed. */
  lignes?: readonly Line[]
  replaces?: boolean
}

/** Lines that an empty form starts with: what nearly every statement says. */
const USUAL = [
  { nature: "souterrain", domaine: "routier" },
  { nature: "aerien", domaine: "routier" },
  { nature: "emprise", domaine: "routier" },
  { nature: "souterrain", domaine: "non_routier" },
] as const
const SPARE = 2
const DOMAINE_SHORT = { routier: "Routier", non_routier: "Non routier" } as const

export function EtatForm({
  action,
  collectivite,
  operateurs,
  operateur,
  annee,
  recuLe,
  lignes = [],
  replaces,
}: EtatFormProps) {
  const shown = lignes.length > 0 ? lignes.length + SPARE : USUAL.length + SPARE
  return (
    <Form action={action} hidden={{ collectivite }} aria-label="État du patrimoine" className="max-w-5xl!">
      <div className="grid gap-6 sm:grid-cols-3">
        <SelectField
          name="operateur"
          label="Opérateur"
          options={operateurs.map(({ id, nom }) => ({ value: id, label: nom }))}
          empty="Choisir…"
          defaultValue={operateur}
          required
        />
        <TextField name="annee" label="Année de la redevance" inputMode="numeric" defaultValue={annee} required />
        <TextField name="recuLe" label="État reçu le" type="date" defaultValue={recuLe} required />
      </div>
      <p className="max-w-measure text-muted text-sm">
        Le patrimoine compté est celui du 31 décembre de l’année précédente. En souterrain, chaque fourreau ou câble en
        pleine terre est une artère : 1,2 km de trois fourreaux comptent pour 3,6 km. En aérien, tous les câbles entre
        deux appuis comptent une fois. Une ligne sans quantité est ignorée.
      </p>
      {Array.from({ length: shown }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are named by their rank, which never moves.
        <LineFields key={index} rang={index + 1} ligne={lignes[index]} usual={USUAL[index]} />
      ))}
      <TextareaField name="note" label="Remarque" rows={2} />
      {replaces ? (
        <CheckboxField
          name="remplacer"
          label="Remplacer l’état déjà enregistré"
          hint="L’ancien est gardé dans l’historique ; il ne compte plus."
          defaultChecked={lignes.length > 0}
        />
      ) : null}
      <div>
        <SubmitButton pending="Enregistrement…">Enregistrer l’état</SubmitButton>
      </div>
    </Form>
  )
}

type LineFieldsProps = { rang: number; ligne?: Line; usual?: { nature: string; domaine: string } }

function LineFields({ rang, ligne, usual }: LineFieldsProps) {
  const name = (field: string) => `ligne-${rang}-${field}`
  return (
    <fieldset className="border-line border-t pt-3">
      <legend className="font-semibold">Ligne {rang}</legend>
      <div className="grid gap-4 sm:grid-cols-[1.5fr_1.2fr_1fr_0.8fr_1.5fr]">
        <SelectField
          name={name("nature")}
          label="Réseau"
          options={NATURES.map((nature) => ({ value: nature, label: `${NATURE_LABELS[nature]}, ${UNITES[nature]}` }))}
          defaultValue={ligne?.nature ?? usual?.nature ?? "souterrain"}
          required
        />
        <SelectField
          name={name("domaine")}
          label="Domaine"
          options={DOMAINES.map((domaine) => ({ value: domaine, label: DOMAINE_SHORT[domaine] }))}
          defaultValue={ligne?.domaine ?? usual?.domaine ?? "routier"}
          required
        />
        <TextField
          name={name("quantite")}
          label="Quantité"
          inputMode="decimal"
          defaultValue={ligne ? String(Number(ligne.quantite)).replace(".", ",") : undefined}
          conditional
        />
        <TextField
          name={name("fourreaux")}
          label="Fourreaux"
          inputMode="numeric"
          defaultValue={ligne?.fourreaux ?? 1}
          conditional
        />
        <TextField name={name("lieu")} label="Lieu" defaultValue={ligne?.lieu ?? undefined} conditional />
      </div>
      <details className="mt-2">
        <summary className="cursor-pointer py-1 text-accent text-sm">Présente une partie de l’année seulement</summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <TextField
            name={name("depuis")}
            label="Depuis le"
            type="date"
            defaultValue={ligne?.depuis ?? undefined}
            conditional
          />
          <TextField
            name={name("jusqua")}
            label="Jusqu’au"
            type="date"
            defaultValue={ligne?.jusqua ?? undefined}
            conditional
          />
        </div>
      </details>
    </fieldset>
  )
}
