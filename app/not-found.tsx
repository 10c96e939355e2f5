import type { Metadata } from "next"
import { MessagePage } from "@/components/shell/message-page.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"

export const metadata: Metadata = { title: "Page introuvable" }

// The same words for what does not exist and for what belongs to another collectivité.
export default function NotFound() {
  return (
    <MessagePage title="Cette page n’existe pas, ou ne vous est pas ouverte">
      <p>
        L’adresse est peut-être incomplète, ou la page a été déplacée. Si vous suiviez un lien reçu par courriel,
        connectez-vous avec l’adresse qui l’a reçu.
      </p>
      <p className="flex flex-wrap gap-3">
        <LinkButton href="/" look="primary">
          Revenir à l’accueil
        </LinkButton>
        <LinkButton href="/moi">Voir mes collectivités</LinkButton>
      </p>
    </MessagePage>
  )
}
