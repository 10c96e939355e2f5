import type { ReactNode } from "react"
import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { decideAction, decideAvenantAction, decideDevisAction } from "@/lib/souscriptions/actions.ts"
import type { DevisPropose } from "@/lib/souscriptions/types.ts"

type Deciding = {
  target: Readonly<Record<string, string>>
  decides: boolean
  who: SignedIn
  /** Where to come back after the personal factor. */
  back: string
}

/** One form, two acts: a refusal takes its reason from the same field. */
export const DecisionForms = ({ target, ...asking }: Deciding) => (
  <Asked {...asking}>
    <Form action={decideAction} hidden={target} aria-label="Votre décision">
      <Motif label="Un mot à la personne qui a demandé" />
      <Answers yes="Approuver la dépense" no="Refuser" />
    </Form>
  </Asked>
)

/** The same for the price that the operator offers. */
export const DevisDecision = ({ devis, target, ...asking }: Deciding & { devis: DevisPropose }) => (
  <Asked {...asking}>
    <Form action={decideDevisAction} hidden={{ ...target, devis: devis.id }} aria-label={`Devis n° ${devis.rang}`}>
      <Motif label="Un mot à l’opérateur" />
      <Answers yes="Accepter ce devis" no="Refuser ce devis" />
    </Form>
  </Asked>
)

/** The same for a change of what runs. */
export const AvenantDecision = ({ demande, target, ...asking }: Deciding & { demande: string }) => (
  <Asked {...asking}>
    <Form action={decideAvenantAction} hidden={{ ...target, demande }} aria-label="Votre décision sur le changement">
      <Motif label="Un mot à la personne qui a demandé" />
      <Answers yes="Approuver le changement" no="Refuser le changement" />
    </Form>
  </Asked>
)

const Motif = ({ label }: { label: string }) => (
  <TextareaField name="motif" label={label} hint="Nécessaire pour refuser." rows={2} conditional />
)

const Answers = ({ yes, no }: { yes: string; no: string }) => (
  <div className="flex flex-wrap gap-3">
    <SubmitButton name="decision" value="approuver" pending="Enregistrement…">
      {yes}
    </SubmitButton>
    <SubmitButton name="decision" value="refuser" look="danger" pending="Enregistrement…">
      {no}
    </SubmitButton>
  </div>
)

/** Only an élu decides, once she has proved who she is. */
function Asked({ decides, who, back, children }: Omit<Deciding, "target"> & { children: ReactNode }) {
  if (!decides) {
    return (
      <Notice tone="attention" title="En attente de l’accord d’une personne élue.">
        Rien à faire de votre côté : elle la trouve sur son tableau de bord.
      </Notice>
    )
  }
  return (
    <Section title="À vous de décider">
      <ProveFirst factor={factorOf(who, back)}>{children}</ProveFirst>
    </Section>
  )
}
