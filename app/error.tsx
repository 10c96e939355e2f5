"use client"

import { MessagePage } from "@/components/shell/message-page.tsx"
import { Button } from "@/components/ui/button.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

/** A surprise: what happened, what was kept, what to do. The digest finds the line of the server's log. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage title="La page n’a pas pu s’afficher">
      <p>
        L’erreur vient de notre côté et a été notée. Ce que vous aviez enregistré avant est conservé ; ce que vous étiez
        en train d’envoyer ne l’est peut-être pas.
      </p>
      <p className="flex flex-wrap gap-3">
        <Button look="primary" onClick={reset}>
          Réessayer
        </Button>
        <LinkButton href="/">Revenir à l’accueil</LinkButton>
      </p>
      {error.digest ? (
        <p className="text-muted text-sm">
          Si cela recommence, indiquez-nous ce repère : <strong>{error.digest}</strong>
        </p>
      ) : null}
    </MessagePage>
  )
}
