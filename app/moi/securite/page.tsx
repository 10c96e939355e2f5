import type { Metadata } from "next"
import { PasskeyButton } from "@/components/personnes/passkey-button.tsx"
import { ProConnectForm } from "@/components/personnes/pro-connect-form.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { findResetDelay, listFactors } from "@/lib/access/identity/factors.ts"
import { listIdentities } from "@/lib/access/identity/profile.ts"
import { FACTOR_REFUSALS } from "@/lib/access/identity/refusals.ts"
import { currentCsrfToken } from "@/lib/access/identity/request.ts"
import { listSessions } from "@/lib/access/identity/sessions.ts"
import { personneContext } from "@/lib/access/request.ts"
import { denialOfFactor } from "@/lib/access/rights.ts"
import { renameAction } from "@/lib/personnes/actions/account.ts"
import { beginTotpAction } from "@/lib/personnes/actions/factors.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { FactorList } from "./_components/factor-list.tsx"
import { SessionList } from "./_components/session-list.tsx"

export const metadata: Metadata = { title: "Mon compte" }

export default async function SecuritePage() {
  const { who } = await personneContext()
  const [factors, sessions, identities, resetDelay] = await Promise.all([
    listFactors(who),
    listSessions(who),
    listIdentities(who),
    findResetDelay(who),
  ])
  const mustConfirm = factors.length > 0 && denialOfFactor(who, new Date()) !== null
  return (
    <>
      <PageHeader title="Mon compte" lede={who.courriel} />
      <Section title="Mon nom">
        <Form action={renameAction} aria-label="Mon nom">
          <TextField
            name="nom"
            label="Nom affiché à vos collègues"
            defaultValue={who.nom}
            autoComplete="name"
            required
          />
          <SubmitButton pending="Enregistrement…">Enregistrer mon nom</SubmitButton>
        </Form>
      </Section>
      <Section title="Mes facteurs personnels">
        <p className="max-w-measure">
          Approuver une dépense engage la collectivité : nous vérifions alors que c’est bien vous, par une clé d’accès
          (empreinte, visage ou code de votre appareil) ou par un code que votre téléphone renouvelle toutes les trente
          secondes.
        </p>
        {who.boite ? (
          <Notice tone="attention">{FACTOR_REFUSALS["boite-partagee"]}</Notice>
        ) : (
          <>
            {factors.length === 0 ? (
              <EmptyState title="Vous n’avez pas encore de facteur personnel." />
            ) : (
              <FactorList factors={factors} mayRemove={!mustConfirm} />
            )}
            {resetDelay ? (
              <Notice tone="attention" title={`Une nouvelle preuve à partir du ${formatInstant(resetDelay)}`}>
                L’opérateur a retiré vos preuves personnelles. Ce délai vous laisse le temps de nous prévenir si la
                demande ne venait pas de vous.
              </Notice>
            ) : mustConfirm ? (
              <p>
                <a href="/moi/confirmer?retour=/moi/securite">Confirmer mon identité</a> pour ajouter ou retirer un
                facteur.
              </p>
            ) : (
              <div className="flex flex-wrap items-start gap-3">
                <PasskeyButton purpose="register" next="/moi/securite" />
                <Form action={beginTotpAction} aria-label="Ajouter un code à usage unique">
                  <SubmitButton look="secondary">Ajouter un code à usage unique</SubmitButton>
                </Form>
              </div>
            )}
          </>
        )}
      </Section>
      <Section title="Mes façons de me connecter">
        <ul className="grid gap-1">
          <li>Un lien envoyé à {who.courriel}</li>
          {identities.map(({ id, creeLe }) => (
            <li key={id}>ProConnect, relié le {formatInstant(creeLe)}</li>
          ))}
        </ul>
        <ProConnectForm csrfToken={await currentCsrfToken()} retour="/moi/securite" linking>
          Relier une identité ProConnect à ce compte
        </ProConnectForm>
      </Section>
      <SessionList sessions={sessions} />
    </>
  )
}
