import { TextField } from "@/components/ui/text-field.tsx"
import { correctEngagementAction, recordEngagementAction } from "@/lib/partages/actions.ts"
import type { Choices } from "@/lib/partages/queries/depenses.ts"
import type { EngagementRow } from "@/lib/partages/queries/engagements.ts"
import { MouvementForm } from "./mouvement-form.tsx"

type Props = { choices: Choices; exercice: number; engagement?: EngagementRow }

const WORDS = {
  libelle: "Ce qui est commandé",
  fournisseur: "Commandé à",
  exerciceHint: "Un marché de plusieurs années s’engage année par année.",
  send: "Saisir l’engagement",
}

export const EngagementForm = ({ choices, exercice, engagement }: Props) => (
  <MouvementForm
    action={engagement ? correctEngagementAction : recordEngagementAction}
    hidden={engagement ? { engagement: engagement.id } : {}}
    aria-label={engagement ? "Corriger l’engagement" : "Saisir un engagement"}
    words={WORDS}
    choices={choices}
    exercice={exercice}
    known={engagement}
    date={{ name: "engageLe", label: "Engagé le", defaultValue: engagement?.engageLe }}
    before={
      <TextField
        name="reference"
        label="Numéro de la commande ou du marché"
        maxLength={60}
        defaultValue={engagement?.reference ?? undefined}
      />
    }
  />
)
