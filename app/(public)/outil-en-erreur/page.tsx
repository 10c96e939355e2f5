import type { Metadata } from "next"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"

export const metadata: Metadata = { title: "L’outil n’a pas pu s’ouvrir" }

/** By what the provider answers (OpenID Connect Core 1.0 § 3.1.2.6); anything else is the tool's own mistake. */
const RAISONS: Readonly<Record<string, string>> = {
  expiree: "La demande de l’outil a expiré, ou elle a déjà servi.",
  access_denied: "La connexion a été abandonnée.",
  invalid_client: "Cet outil n’est pas, ou n’est plus, raccordé au portail.",
  "jeton-invalide": "L’outil dit au portail que vous l’avez quitté, mais le portail ne reconnaît pas sa demande.",
  "outil-inconnu": "Cet outil n’est pas, ou n’est plus, raccordé au portail.",
  "retour-inconnu": "L’outil demande à revenir à une adresse que l’opérateur n’a pas enregistrée.",
  invalid_redirect_uri: "L’outil demande à revenir à une adresse que l’opérateur n’a pas enregistrée.",
}

type Props = { searchParams: Promise<{ raison?: string }> }

/** Where a tool's mistake leaves a person: what happened in a sentence, and the way back. */
export default async function OutilEnErreurPage({ searchParams }: Props) {
  const { raison = "" } = await searchParams
  const said = Object.hasOwn(RAISONS, raison)
    ? RAISONS[raison]
    : "L’outil a envoyé au portail une demande que celui-ci ne comprend pas."
  return (
    <>
      <PageHeader title="L’outil n’a pas pu s’ouvrir" lede={said} />
      <div className="grid max-w-measure gap-4">
        <p>
          Ce n’est pas de votre fait, et rien n’a été transmis à l’outil. Rouvrez-le depuis la page Outils de votre
          collectivité ; si cela se reproduit, prévenez votre contact pour cet outil, qui y est indiqué.
        </p>
        <p>
          <LinkButton href="/moi" look="primary">
            Revenir à mes collectivités
          </LinkButton>
        </p>
      </div>
    </>
  )
}
