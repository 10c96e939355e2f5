import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { clientSecret } from "@/lib/access/identity/sso-keys.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { renewSecretAction, updateConnexionAction } from "@/lib/outils/actions.ts"
import { findModule } from "@/lib/outils/queries/outils.ts"
import { CONNEXION_LABELS, CONNEXIONS } from "@/lib/outils/types.ts"
import { env } from "@/lib/platform/env.ts"
import { SORTIE_PATH, ssoIssuer } from "@/lib/ports/sso-address.ts"

export const metadata: Metadata = { title: "Raccordement d’un outil" }

/** Whether the portal signs people in to a tool, and what the tool's operator needs for it. */
export default async function RaccordementPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, (tx) => findModule(tx, slug))
  if (!found) notFound()
  const { nom, module } = found
  const path = `/gestion/outils/${slug}`
  const may = denial(ctx, "outils.connect", new Date())
  const factor = factorOf(ctx.who, `${path}/raccordement`)
  const federated = module.connexion === "federee"
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Outils du pack", href: "/gestion/outils" },
          { label: nom, href: path },
        ]}
        title={`Raccordement : ${nom}`}
        lede={CONNEXION_LABELS[module.connexion]}
      />
      {federated ? (
        <Section title="À donner à l’exploitant de l’outil">
          <DescriptionList
            items={[
              { label: "Émetteur (issuer)", value: ssoIssuer(env().APP_URL) },
              { label: "Identifiant (client_id)", value: slug },
              {
                label: "Secret (client_secret)",
                value:
                  may === null ? (
                    <code className="break-all">{clientSecret(slug, module.secretRang)}</code>
                  ) : (
                    "Visible après confirmation, par une personne administratrice."
                  ),
              },
              { label: "Authentification", value: "client_secret_basic, code d’autorisation, RS256" },
              { label: "Sortie de l’outil (end_session_endpoint)", value: new URL(SORTIE_PATH, env().APP_URL).href },
              { label: "Portées (scope)", value: "openid profile email" },
              {
                label: "Ce que l’outil apprend",
                value: "sub, sid, name, email, profil, droit_jusqua, collectivite (id, nom, siren, code_insee)",
              },
            ]}
          />
        </Section>
      ) : null}
      {may === "droit-manquant" ? (
        <Notice>Seule une personne administratrice raccorde un outil.</Notice>
      ) : factor ? (
        <Notice tone="attention" title="Confirmez d’abord que c’est bien vous">
          <p>
            {factor.sentence} {factor.confirm ? <a href={factor.confirm}>Confirmer</a> : null}
          </p>
        </Notice>
      ) : (
        <>
          <Section title="Comment il s’ouvre">
            <Form action={updateConnexionAction} hidden={{ service: slug }} aria-label="Comment il s’ouvre">
              <RadioField
                name="connexion"
                legend="Connexion"
                options={CONNEXIONS.map((value) => ({ value, label: CONNEXION_LABELS[value] }))}
                defaultValue={module.connexion}
              />
              <TextField
                name="initiation"
                label="Adresse où la connexion commence"
                type="url"
                conditional
                hint="Pour une connexion par le portail : initiate_login_uri de l’outil, qui y reçoit iss, login_hint et target_link_uri."
                defaultValue={module.initiation ?? ""}
              />
              <TextareaField
                name="retours"
                label="Adresses de retour"
                conditional
                hint="Pour une connexion par le portail : redirect_uri, une par ligne, exactes."
                rows={3}
                defaultValue={module.retours.join("\n")}
              />
              <TextField
                name="deconnexion"
                label="Adresse où l’outil apprend qu’une personne est partie"
                type="url"
                conditional
                hint="backchannel_logout_uri : quitter le portail y ferme sa session. Vide : la personne est prévenue qu’elle doit quitter l’outil elle-même."
                defaultValue={module.deconnexion ?? ""}
              />
              <TextareaField
                name="retoursSortie"
                label="Adresses de retour après une sortie de l’outil"
                conditional
                hint="post_logout_redirect_uri, une par ligne, exactes. Vide : la personne reste sur le portail."
                rows={2}
                defaultValue={module.retoursSortie.join("\n")}
              />
              <div>
                <SubmitButton pending="Enregistrement…">Enregistrer le raccordement</SubmitButton>
              </div>
            </Form>
          </Section>
          {federated ? (
            <Section title="Secret">
              <p className="max-w-measure">
                Un nouveau secret remplace l’ancien tout de suite : personne n’ouvre plus l’outil tant que son
                exploitant ne l’a pas.
              </p>
              <Form action={renewSecretAction} hidden={{ service: slug }} aria-label="Renouveler le secret">
                <div>
                  <SubmitButton look="quiet" pending="Renouvellement…">
                    Renouveler le secret
                  </SubmitButton>
                </div>
              </Form>
            </Section>
          ) : null}
        </>
      )}
    </>
  )
}
