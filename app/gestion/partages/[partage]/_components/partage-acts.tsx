import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import {
  abandonPartageAction,
  issuePartageAction,
  reopenPartageAction,
  validatePartageAction,
} from "@/lib/partages/actions.ts"
import type { PartageFile } from "@/lib/partages/queries/partages.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"

/** The one next act, and the way out until it is billed. */
export function PartageActs({ partage, mine }: { partage: PartageFile; mine: boolean }) {
  const { id, etat, reparti, parts, exercice, restent } = partage
  if (etat === "facture" || etat === "abandonne") return null
  const hidden = { partage: id }
  if (restent > 0) return <Remainder partage={partage} />
  return (
    <Section title="Suite">
      {etat === "brouillon" && parts.length > 0 ? (
        mine ? (
          <Notice tone="attention">Vous avez préparé ce partage : une seconde personne doit le valider.</Notice>
        ) : (
          <Form action={validatePartageAction} hidden={hidden} aria-label="Valider le partage">
            <div>
              <SubmitButton>Valider la répartition de {formatAmount(reparti)}</SubmitButton>
            </div>
          </Form>
        )
      ) : null}
      {etat === "valide" ? (
        <>
          <p className="max-w-measure">
            La prochaine campagne qui facture les services de {exercice} le reprendra. Vous pouvez aussi émettre ses
            titres maintenant.
          </p>
          <div className="flex flex-wrap gap-3">
            <Form action={issuePartageAction} hidden={hidden} aria-label="Émettre les titres">
              <SubmitButton pending="Émission…">Émettre les titres maintenant</SubmitButton>
            </Form>
            <Form action={reopenPartageAction} hidden={hidden} aria-label="Revenir au contrôle">
              <SubmitButton look="secondary">Revenir au contrôle</SubmitButton>
            </Form>
          </div>
        </>
      ) : null}
      <details>
        <summary className="cursor-pointer py-2 text-accent">Abandonner ce partage</summary>
        <Form action={abandonPartageAction} hidden={hidden} aria-label="Abandonner le partage" className="mt-3">
          <TextField name="motif" label="Pourquoi" required maxLength={500} />
          <div>
            <SubmitButton look="secondary">Abandonner le partage</SubmitButton>
          </div>
        </Form>
      </details>
    </Section>
  )
}

/** Some shares have their titre, so the cost can no longer be changed nor given up: what waits is billed alone. */
function Remainder({ partage: { id, restent, attente } }: { partage: PartageFile }) {
  return (
    <Section title="Suite">
      <Notice
        tone="attention"
        title={`${formatCount(restent, "part")} de ce coût ${restent > 1 ? "attendent leur" : "attend son"} titre`}
      >
        {formatAmount(attente.montant)} hors TVA ne sont demandés par aucun titre, parce que la campagne est partie sans
        leur payeur. Émettez ici ce qui reste, quand il peut l’être.
      </Notice>
      <Form action={issuePartageAction} hidden={{ partage: id }} aria-label="Émettre les titres qui restent">
        <div>
          <SubmitButton pending="Émission…">
            {attente.titres > 1 ? `Émettre les ${attente.titres} titres qui restent` : "Émettre le titre qui reste"}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
