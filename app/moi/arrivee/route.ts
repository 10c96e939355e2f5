import { redirect } from "next/navigation"
import { allMembreContext, currentVisitor } from "@/lib/access/request.ts"

/** Where someone who has just signed in starts: the desk, the only collectivité where she has a place, or the list of hers. */
export async function GET(): Promise<never> {
  const visitor = await currentVisitor()
  if (!visitor) redirect("/connexion")
  if (visitor.agent) redirect("/gestion")
  const [only, ...others] = (await allMembreContext())?.liens ?? []
  redirect(only && others.length === 0 ? `/c/${only.publicId}` : "/moi")
}
