import { join, sql } from "@/lib/platform/db.ts"
import { foldSearch } from "../rules.ts"

/** Of the collectivité `c`: each word somewhere in its name, in any order; hyphens and apostrophes part words as spaces do. */
export function nameContains(typed: string): ReturnType<typeof join> | null {
  const words = foldSearch(typed).split(" ").filter(Boolean)
  if (words.length === 0) return null
  return join(
    words.map((word) => sql`c."nomPlie" like ${`%${word}%`}`),
    " and ",
  )
}
