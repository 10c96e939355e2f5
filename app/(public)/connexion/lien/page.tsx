import type { Metadata } from "next"
import { Button } from "@/components/ui/button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { localPath } from "@/lib/platform/local-path.ts"

// The address holds a secret: it is told to no other site. To none at all would make browsers hide the origin of a form.
export const metadata: Metadata = { title: "Terminer la connexion", referrer: "same-origin" }

type Search = { jeton?: string; retour?: string }

/** Mail scanners follow links: opening this page uses nothing up, its button does. */
export default async function LienPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { jeton = "", retour } = await searchParams
  return (
    <>
      <PageHeader title="Terminer la connexion" lede="Encore un geste, pour être sûr que c’est bien vous." />
      <form method="get" action="/api/auth/callback/email">
        <input type="hidden" name="token" value={jeton} />
        <input type="hidden" name="callbackUrl" value={localPath(retour, "/moi/arrivee")} />
        <Button type="submit" look="primary">
          Me connecter
        </Button>
      </form>
      <p className="text-muted">
        Ce lien ne sert qu’une fois. Vous n’avez rien demandé ? Fermez cette page : personne n’entrera.
      </p>
    </>
  )
}
