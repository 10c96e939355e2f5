import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { ProConnectForm } from "@/components/personnes/pro-connect-form.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { currentCsrfToken } from "@/lib/access/identity/request.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import { askForLinkAction } from "@/lib/personnes/actions/sign-in.ts"
import { localPath } from "@/lib/platform/local-path.ts"
import { signInError } from "./_components/sign-in-errors.ts"

export const metadata: Metadata = { title: "Se connecter" }

type Search = { error?: string; retour?: string; callbackUrl?: string }

export default async function ConnexionPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { error, retour: given } = await searchParams
  const retour = localPath(given, "/moi/arrivee")
  const visitor = await currentVisitor()
  if (visitor && !error) redirect(retour)
  return (
    <>
      <PageHeader title="Se connecter" lede="Deux façons, au choix. Les deux ouvrent le même espace." />
      {error ? (
        <div role="alert">
          <Notice tone="danger" title="La connexion n’a pas abouti">
            {signInError(error, visitor !== null)}
          </Notice>
        </div>
      ) : null}
      <div className="grid gap-10 md:grid-cols-2">
        <Section title="Avec ProConnect">
          <p>
            L’identité professionnelle des agents publics : vous y choisissez votre organisation, sans nouveau mot de
            passe.
          </p>
          <ProConnectForm csrfToken={await currentCsrfToken()} retour={retour}>
            S’identifier avec ProConnect
          </ProConnectForm>
        </Section>
        <Section title="Avec un lien reçu par courriel">
          <Form action={askForLinkAction} hidden={{ retour }} aria-label="Recevoir un lien de connexion">
            <TextField
              name="courriel"
              label="Votre adresse de courriel"
              hint="Nous y envoyons un lien valable 30 minutes. La boîte de la mairie convient aussi."
              type="email"
              autoComplete="email"
              required
            />
            <SubmitButton pending="Envoi…">Recevoir un lien</SubmitButton>
          </Form>
        </Section>
      </div>
    </>
  )
}
