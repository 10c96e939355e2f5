import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import { findSortie } from "@/lib/outils/queries/sorties.ts"
import { sortieUrl } from "@/lib/outils/rules.ts"
import { signOutAction } from "@/lib/personnes/actions/sign-in.ts"

export const metadata: Metadata = { title: "Outil quitté" }

type Props = { searchParams: Promise<{ outil?: string; retour?: string; state?: string }> }

/** Where a tool's own way out leads: she has left the tool, and says here whether she leaves the portal as well. */
export default async function OutilQuittePage({ searchParams }: Props) {
  const { outil = "", retour, state } = await searchParams
  const [sortie, visitor] = await Promise.all([read(PUBLIC, (tx) => findSortie(tx, outil)), currentVisitor()])
  if (!sortie) notFound()
  const suite = sortieUrl(retour, sortie.retoursSortie, state)
  return (
    <>
      <PageHeader
        title={`Vous avez quitté : ${sortie.nom}`}
        lede={
          visitor
            ? "Votre session du portail, elle, reste ouverte : depuis ce navigateur, l’outil s’ouvre à nouveau sans rien saisir."
            : "Aucune session du portail n’est ouverte dans ce navigateur."
        }
      />
      <div className="flex flex-wrap gap-3">
        {visitor ? (
          <>
            <form action={signOutAction}>
              <SubmitButton pending="Déconnexion…">Se déconnecter aussi du portail</SubmitButton>
            </form>
            <LinkButton href="/moi">Revenir à mes collectivités</LinkButton>
          </>
        ) : (
          <LinkButton href="/connexion">Se connecter au portail</LinkButton>
        )}
        {suite ? <LinkButton href={suite}>Continuer vers {sortie.nom}</LinkButton> : null}
      </div>
    </>
  )
}
