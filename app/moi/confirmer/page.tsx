import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { PasskeyButton } from "@/components/personnes/passkey-button.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { listFactors } from "@/lib/access/identity/factors.ts"
import { personneContext } from "@/lib/access/request.ts"
import { DENIALS, denialOfFactor, FACTOR_MINUTES } from "@/lib/access/rights.ts"
import { confirmFactorAction } from "@/lib/personnes/actions/factors.ts"
import { localPath } from "@/lib/platform/local-path.ts"

export const metadata: Metadata = { title: "Confirmer que c’est vous" }

export default async function ConfirmerPage({ searchParams }: { searchParams: Promise<{ retour?: string }> }) {
  const { who } = await personneContext()
  const retour = localPath((await searchParams).retour, "/moi")
  if (denialOfFactor(who, new Date()) === null) redirect(retour)
  const factors = await listFactors(who)
  const has = (genre: string) => factors.some((factor) => factor.genre === genre)
  return (
    <>
      <PageHeader
        title="Confirmer que c’est vous"
        lede={`Valable ${FACTOR_MINUTES} minutes dans ce navigateur. Vous revenez ensuite où vous en étiez.`}
      />
      {who.boite ? <Notice tone="attention">{DENIALS["boite-partagee"]}</Notice> : null}
      {!who.boite && factors.length === 0 ? (
        <EmptyState
          title="Vous n’avez pas encore de facteur personnel."
          action={
            <LinkButton href="/moi/securite" look="primary">
              En ajouter un
            </LinkButton>
          }
        >
          Il en faut un pour approuver au nom de la collectivité. Comptez deux minutes.
        </EmptyState>
      ) : null}
      {has("passkey") ? (
        <Section title="Avec votre clé d’accès">
          <PasskeyButton purpose="confirm" next={retour} />
        </Section>
      ) : null}
      {has("totp") ? (
        <Section title="Avec votre code à usage unique">
          <Form action={confirmFactorAction} hidden={{ retour }} aria-label="Code à usage unique">
            <TextField
              name="code"
              label="Le code que votre téléphone affiche"
              hint="Six chiffres"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={9}
              required
            />
            <SubmitButton pending="Vérification…">Confirmer</SubmitButton>
          </Form>
        </Section>
      ) : null}
    </>
  )
}
