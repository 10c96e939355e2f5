import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import {
  approveCampagneAction,
  giveUpCampagneAction,
  launchCampagneAction,
  refreshLignesAction,
  reopenCampagneAction,
  requestApprovalAction,
} from "@/lib/cotisations/actions.ts"
import type { CampagneFile, CampagneTotals } from "@/lib/cotisations/queries.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"

type Props = { campagne: CampagneFile; totals: CampagneTotals; personneId: string }
type ActProps = { campagne: CampagneFile; totals: CampagneTotals }

/** The one next act of the campaign, and the way out of it until the first number is taken. */
export function CampagneActs({ campagne, totals, personneId }: Props) {
  const { etat } = campagne
  if (etat === "abandonnee")
    return (
      <Notice tone="neutral" title="Campagne abandonnée">
        {campagne.motifAbandon}
      </Notice>
    )
  if (etat === "en_emission" || etat === "emise") return null
  return (
    <Section title="Suite">
      {etat === "brouillon" ? <Submit campagne={campagne} totals={totals} /> : null}
      {etat === "a_approuver" ? (
        <Approve
          campagne={campagne}
          totals={totals}
          mine={campagne.secondePersonne && campagne.soumisParId === personneId}
        />
      ) : null}
      {etat === "approuvee" ? <Launch campagne={campagne} totals={totals} /> : null}
      <details>
        <summary className="cursor-pointer py-2 text-accent">Abandonner cette campagne</summary>
        <Form
          action={giveUpCampagneAction}
          hidden={{ campagne: campagne.id }}
          aria-label="Abandonner la campagne"
          className="mt-3"
        >
          <TextField
            name="motif"
            label="Pourquoi"
            hint="Rien n’a été émis : la raison reste au journal."
            required
            maxLength={500}
          />
          <div>
            <SubmitButton look="secondary">Abandonner la campagne</SubmitButton>
          </div>
        </Form>
      </details>
    </Section>
  )
}

const said = (totals: CampagneTotals) => `${formatCount(totals.aEmettre, "titre")} pour ${formatAmount(totals.total)}`

function Submit({ campagne, totals }: ActProps) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Form action={requestApprovalAction} hidden={{ campagne: campagne.id }} aria-label="Demander l’approbation">
        <SubmitButton>Demander l’approbation : {said(totals)}</SubmitButton>
      </Form>
      <Form action={refreshLignesAction} hidden={{ campagne: campagne.id }} aria-label="Calculer de nouveau">
        <SubmitButton look="secondary" pending="Calcul…">
          Calculer de nouveau
        </SubmitButton>
      </Form>
    </div>
  )
}

function Approve({ campagne, totals, mine }: ActProps & { mine: boolean }) {
  return (
    <>
      {mine ? (
        <Notice tone="attention">Vous avez demandé cette approbation : une seconde personne doit la donner.</Notice>
      ) : (
        <Form action={approveCampagneAction} hidden={{ campagne: campagne.id }} aria-label="Approuver">
          <div>
            <SubmitButton>Approuver {said(totals)}</SubmitButton>
          </div>
        </Form>
      )}
      <Reopen campagne={campagne} />
    </>
  )
}

function Launch({ campagne, totals }: ActProps) {
  return (
    <>
      <Form action={launchCampagneAction} hidden={{ campagne: campagne.id }} aria-label="Émettre">
        <p>Les numéros sont pris à l’émission : elle ne se défait pas, un titre se corrige par un autre document.</p>
        <div>
          <SubmitButton pending="Émission…">Émettre {said(totals)}</SubmitButton>
        </div>
      </Form>
      <Reopen campagne={campagne} />
    </>
  )
}

const Reopen = ({ campagne }: { campagne: CampagneFile }) => (
  <Form action={reopenCampagneAction} hidden={{ campagne: campagne.id }} aria-label="Revenir au contrôle">
    <div>
      <SubmitButton look="secondary">Revenir au contrôle</SubmitButton>
    </div>
  </Form>
)
