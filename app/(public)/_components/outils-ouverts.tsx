import { cookies } from "next/headers"
import { Notice } from "@/components/ui/notice.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { OUTILS_COOKIE } from "@/lib/access/identity/cookies.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import { listOuvertsAvant } from "@/lib/outils/queries/sorties.ts"

/** To who has just left the portal: which tools leave with her, and which ones she has to leave herself. */
export async function OutilsOuverts() {
  const jar = await cookies()
  const slugs = jar.get(OUTILS_COOKIE)?.value.split(".").slice(0, 50) ?? []
  if (slugs.length === 0 || (await currentVisitor())) return null
  const outils = await read(PUBLIC, (tx) => listOuvertsAvant(tx, slugs))
  const told = outils.filter(({ dit }) => dit).map(({ nom }) => nom)
  const others = outils.filter(({ dit }) => !dit).map(({ nom }) => nom)
  return (
    <>
      {told.length > 0 ? (
        <Notice tone="ok" title="Vous avez quitté le portail">
          Votre session se ferme aussi dans {listOf(told)}.
        </Notice>
      ) : null}
      {others.length > 0 ? (
        <Notice tone="attention" title={`À fermer vous-même : ${listOf(others)}`}>
          Vous avez quitté le portail, mais pas {others.length > 1 ? "ces outils" : "cet outil"} : le portail ne peut
          pas y fermer votre session. Sur un poste partagé, déconnectez-vous dans{" "}
          {others.length > 1 ? "chacun" : "l’outil"}, ou fermez le navigateur.
        </Notice>
      ) : null}
    </>
  )
}

const listOf = (noms: readonly string[]): string => new Intl.ListFormat("fr").format(noms)
