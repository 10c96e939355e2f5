import { redirect } from "next/navigation"
import { currentVisitor } from "@/lib/access/request.ts"

/** Where someone who has just signed in starts: the desk, her only collectivité, or the list of hers. */
export async function GET(): Promise<never> {
  const visitor = await currentVisitor()
  if (!visitor) redirect("/connexion")
  if (visitor.agent) redirect("/gestion")
  const [only, ...others] = visitor.liens
  redirect(only && others.length === 0 ? `/c/${only.publicId}` : "/moi")
}
