import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { toEuros } from "@/lib/platform/money.ts"
import type { CreanceFile, Dossier } from "@/lib/redevances/queries/creance.ts"
import { REDEVANCE_REFUSALS } from "@/lib/redevances/types.ts"

type CreanceFormsProps = {
  dossier: Dossier
  collectivite: string
  path: string
  today: CalendarDate
  /** The commune's own, or those of staff under its mandate. */
  actions: { prepare: FormAction; follow: FormAction }
}

const TERME = 30

/** The one next act of a claim, then the others. */
export function CreanceForms({ dossier: { ligne, creance }, collectivite, path, today, actions }: CreanceFormsProps) {
  if (ligne.situation === "prescrite") {
    return (
      <Notice tone="danger" title="Perdue par prescription.">
        Elle pouvait être réclamée jusqu’au {formatDay(ligne.prescription.dernierJour)}.
      </Notice>
    )
  }
  if (ligne.situation === "bareme_absent") {
    return (
      <Notice title="Barème non renseigné.">
        {REDEVANCE_REFUSALS["bareme-absent"].replace("{annee}", String(ligne.annee))} Elle sera calculée dès que les
        plafonds seront connus.
      </Notice>
    )
  }
  if (ligne.situation === "deliberation_absente") {
    return (
      <Notice tone="attention" title="Il manque la délibération.">
        <a href={`${path}/deliberation?annee=${ligne.annee}`}>Préparer la délibération qui fixe les tarifs</a>. Le
        montant affiché est celui des plafonds.
      </Notice>
    )
  }
  if (!creance) {
    const hidden = { collectivite, annee: String(ligne.annee), operateur: ligne.operateurId }
    return (
      <Section title="Réclamer">
        <p className="max-w-measure">
          Préparer la créance fige son montant et son calcul. La lettre et l’état des sommes dues sont alors prêts à
          signer ; rien n’est envoyé par le portail.
        </p>
        <Form action={actions.prepare} hidden={hidden} aria-label="Préparer la créance">
          <div>
            <SubmitButton pending="Préparation…">Préparer la créance</SubmitButton>
          </div>
        </Form>
      </Section>
    )
  }
  return (
    <FollowForms
      creance={creance}
      follow={actions.follow}
      hidden={{ collectivite, creance: creance.id, version: String(creance.version) }}
      today={today}
    />
  )
}

type FollowProps = {
  creance: CreanceFile
  follow: FormAction
  hidden: Record<string, string>
  today: CalendarDate
}

function FollowForms({ creance, follow, hidden, today }: FollowProps) {
  const { etat } = creance
  if (etat === "preparee") return <SendForm follow={follow} hidden={hidden} today={today} />
  if (etat !== "envoyee" && etat !== "contestee") return null
  return (
    <Section title="Suivre">
      <PaymentForm creance={creance} follow={follow} hidden={hidden} today={today} />
      <details>
        <summary className="cursor-pointer py-1 text-accent">
          {etat === "envoyee"
            ? "L’opérateur conteste, ou la créance est abandonnée"
            : "Maintenir ou abandonner la créance"}
        </summary>
        <Form action={follow} hidden={hidden} aria-label="Autre évènement" className="mt-4">
          <TextField name="jour" label="Quand" type="date" defaultValue={today} required />
          <TextareaField name="note" label="Pourquoi" rows={2} required />
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="acte" value={etat === "envoyee" ? "contester" : "maintenir"} look="secondary">
              {etat === "envoyee" ? "Enregistrer la contestation" : "Maintenir la créance"}
            </SubmitButton>
            <SubmitButton name="acte" value="abandonner" look="danger">
              Abandonner la créance
            </SubmitButton>
          </div>
        </Form>
      </details>
    </Section>
  )
}

const SendForm = ({ follow, hidden, today }: Omit<FollowProps, "creance">) => (
  <Section title="Envoyer">
    <p className="max-w-measure">
      Imprimez la lettre et l’état des sommes dues ci-dessous, émettez le titre avec votre comptable, puis notez l’envoi
      ici : c’est lui qui arrête la prescription.
    </p>
    <Form action={follow} hidden={{ ...hidden, acte: "envoyer" }} aria-label="Noter l’envoi">
      <TextField name="jour" label="Envoyée le" type="date" defaultValue={today} required />
      <TextField name="echeance" label="À payer avant le" type="date" defaultValue={addDays(today, TERME)} required />
      <div>
        <SubmitButton pending="Enregistrement…">Noter l’envoi</SubmitButton>
      </div>
    </Form>
  </Section>
)

function PaymentForm({ creance, follow, hidden, today }: FollowProps) {
  const reste = creance.montant - creance.paye
  return (
    <Form action={follow} hidden={{ ...hidden, acte: "paiement" }} aria-label="Noter un paiement">
      <TextField name="jour" label="Reçu le" type="date" defaultValue={today} required />
      <TextField
        name="montantPaye"
        label="Montant reçu"
        hint={`Il reste ${formatAmount(reste)} à payer.`}
        inputMode="decimal"
        unit="€"
        defaultValue={toEuros(reste).replace(".", ",")}
        required
      />
      <div>
        <SubmitButton pending="Enregistrement…">Noter le paiement</SubmitButton>
      </div>
    </Form>
  )
}
