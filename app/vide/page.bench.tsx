import { findVisitor } from "@/lib/access/session.ts"

/**
 * What any page of this build costs at least: one query, and nothing to show. The measure of the others, and no page of the
 * portal: its name makes it a route only in a build for `npm run bench` (next.config.ts).
 */
export default async function EmptyPage() {
  await findVisitor("personne")
  return <main id="contenu">Rien.</main>
}
