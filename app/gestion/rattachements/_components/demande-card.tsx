import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { decideRattachementAction } from "@/lib/personnes/actions/demandes.ts"
import type { DemandeToDecide } from "@/lib/personnes/queries.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { formatCount, formatInstant } from "@/lib/platform/format.ts"

export function DemandeCard({ demande }: { demande: DemandeToDecide }) {
  return (
    <Section
      title={
        <>
          {demande.nom} pour {demande.collectivite} <CodeState demande={demande} />
        </>
      }
    >
      <DescriptionList
        items={[
          { label: "Adresse", value: demande.courriel },
          { label: "Fonction dite", value: `${demande.fonction} (${ROLES[demande.role]})` },
          { label: "Boîte officielle", value: demande.courrielOfficiel ?? "inconnue : à vérifier autrement" },
          { label: "Déjà dans l’équipe", value: formatCount(demande.equipe, "personne") },
          { label: "Demandé le", value: formatInstant(demande.creeLe) },
        ]}
      />
      <Form
        action={decideRattachementAction}
        hidden={{ demande: demande.id }}
        aria-label={`Décider pour ${demande.nom}`}
      >
        <SelectField
          name="role"
          label="Rôle à donner"
          required
          defaultValue={demande.equipe === 0 && demande.role === "secretaire" ? "administrateur" : demande.role}
          options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
        />
        <RadioField
          name="genre"
          legend="Cette adresse est"
          defaultValue={demande.genre}
          options={[
            { value: "personne", label: "personnelle" },
            { value: "boite", label: "une boîte partagée", hint: "Elle ne pourra pas approuver" },
          ]}
        />
        <TextareaField name="motif" label="Motif" hint="Obligatoire pour refuser : la personne le lira." rows={2} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="decision" value="accepter" pending="Ouverture…">
            Ouvrir l’accès
          </SubmitButton>
          <SubmitButton name="decision" value="refuser" look="danger" pending="Refus…">
            Refuser
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}

function CodeState({ demande: { etat, codeConfirmeLe } }: { demande: DemandeToDecide }) {
  if (codeConfirmeLe) return <StateBadge tone="ok">code confirmé</StateBadge>
  if (etat === "code_envoye") return <StateBadge>code en attente</StateBadge>
  return <StateBadge tone="attention">sans code</StateBadge>
}
