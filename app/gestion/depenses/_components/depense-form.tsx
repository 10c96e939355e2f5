import { FileField } from "@/components/ui/file-field.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { correctDepenseAction, recordDepenseAction } from "@/lib/partages/actions.ts"
import type { Choices, DepenseRow } from "@/lib/partages/queries/depenses.ts"
import { DEPENSE_NATURES, NATURE_LABELS } from "@/lib/partages/types.ts"
import { euros, MouvementForm } from "./mouvement-form.tsx"

type Props = { choices: Choices; exercice: number; depense?: DepenseRow; engagement?: string }

const WORDS = {
  libelle: "Ce qui a été payé",
  fournisseur: "Facturé par",
  fournisseurHint: "Le fournisseur, ou le service interne.",
  send: "Saisir la dépense",
}

/** Open ones, and the one that it is on already. */
function engagementsOf({ engagements }: Choices, depense: DepenseRow | undefined) {
  const open = engagements.map(({ id, libelle, fournisseur, exercice }) => ({
    value: id,
    label: `${libelle}, ${fournisseur} (${exercice})`,
  }))
  const own = depense?.engagement
  return own && !open.some(({ value }) => value === own.id) ? [{ value: own.id, label: own.libelle }, ...open] : open
}

export const DepenseForm = ({ choices, exercice, depense, engagement }: Props) => (
  <MouvementForm
    action={depense ? correctDepenseAction : recordDepenseAction}
    hidden={depense ? { depense: depense.id } : {}}
    aria-label={depense ? "Corriger la dépense" : "Saisir une dépense"}
    words={WORDS}
    choices={choices}
    exercice={exercice}
    known={depense}
    date={{ name: "dateFacture", label: "Facturée le", defaultValue: depense?.dateFacture }}
    before={
      <>
        <SelectField
          name="nature"
          label="Nature"
          required
          empty="Choisir"
          options={DEPENSE_NATURES.map((value) => ({ value, label: NATURE_LABELS[value] }))}
          defaultValue={depense?.nature}
        />
        <SelectField
          name="engagement"
          label="Sur l’engagement"
          hint="La commande que cette facture règle : elle en prend le service, le pilier et l’action."
          empty="Aucun"
          options={engagementsOf(choices, depense)}
          defaultValue={depense?.engagement?.id ?? engagement}
        />
      </>
    }
    after={
      <>
        <TextField
          name="montantTva"
          label="TVA"
          unit="€"
          inputMode="decimal"
          required
          defaultValue={euros(depense?.montantTva) ?? "0"}
        />
        <FileField
          name="fichier"
          label="Justificatif"
          hint={
            depense?.fichierId
              ? "Un fichier est déjà joint : n’en choisissez un que pour le remplacer."
              : "La facture du fournisseur. Les charges internes peuvent s’en passer."
          }
        />
      </>
    }
  />
)
