import type { Metadata } from "next"
import { ProConnectForm } from "@/components/personnes/pro-connect-form.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { findInvitation, type OpenInvitation } from "@/lib/access/identity/invitations.ts"
import { currentCsrfToken } from "@/lib/access/identity/request.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import { acceptInvitationAction, openInvitationAction } from "@/lib/personnes/actions/invitation.ts"
import { INVITATION_REFUSALS, ROLES } from "@/lib/personnes/types.ts"

// The address holds a secret: it is told to no other site. To none at all would make browsers hide the origin of a form.
export const metadata: Metadata = { title: "Invitation", referrer: "same-origin" }

export default async function InvitationPage({ searchParams }: { searchParams: Promise<{ jeton?: string }> }) {
  const jeton = (await searchParams).jeton ?? ""
  const [invitation, visitor] = await Promise.all([findInvitation(jeton), currentVisitor()])
  if (!invitation) {
    return (
      <>
        <PageHeader title="Invitation" />
        <EmptyState title="Cette invitation n’ouvre plus rien.">{INVITATION_REFUSALS["invitation-close"]}</EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={`Rejoindre ${invitation.collectivite}`}
        lede="Une personne de la collectivité vous a invité."
      />
      <DescriptionList
        items={[
          { label: "Pour", value: `${invitation.nom} (${invitation.courriel})` },
          { label: "Fonction", value: invitation.fonction },
          { label: "Rôle", value: ROLES[invitation.role] },
        ]}
      />
      {visitor ? (
        <Accept jeton={jeton} nom={visitor.who.nom} invitation={invitation} />
      ) : (
        <SignIn jeton={jeton} invitation={invitation} />
      )}
    </>
  )
}

function Accept({ jeton, nom, invitation }: { jeton: string; nom: string; invitation: OpenInvitation }) {
  return (
    <Form action={acceptInvitationAction} hidden={{ jeton }} aria-label="Accepter l’invitation">
      <p>
        Vous êtes connecté en tant que <strong>{nom}</strong>.
      </p>
      <SubmitButton pending="Un instant…">Rejoindre {invitation.collectivite}</SubmitButton>
    </Form>
  )
}

async function SignIn({ jeton, invitation }: { jeton: string; invitation: OpenInvitation }) {
  const retour = `/invitation?${new URLSearchParams({ jeton })}`
  return (
    <div className="grid gap-10 md:grid-cols-2">
      <Section title="Avec ProConnect">
        <p>Votre identité professionnelle d’agent public, quelle que soit son adresse.</p>
        <ProConnectForm csrfToken={await currentCsrfToken()} retour={retour}>
          S’identifier avec ProConnect
        </ProConnectForm>
      </Section>
      <Section title="Avec cette adresse">
        <p>Vous vous connecterez par des liens envoyés à {invitation.courriel}.</p>
        <Form action={openInvitationAction} hidden={{ jeton }} aria-label="Continuer avec cette adresse">
          <SubmitButton look="secondary">Continuer avec cette adresse</SubmitButton>
        </Form>
      </Section>
    </div>
  )
}
