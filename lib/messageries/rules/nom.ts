import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

/** Mailboxes of these say nothing of the mairie, and anybody can open one that looks like it. */
const GENERIC = new Set([
  ..."orange.fr wanadoo.fr gmail.com free.fr laposte.net sfr.fr hotmail.com hotmail.fr outlook.com outlook.fr yahoo.fr".split(
    " ",
  ),
  ..."yahoo.com live.fr bbox.fr neuf.fr aol.com icloud.com proton.me".split(" "),
])

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
const SHAPE = new RegExp(`^(?:${LABEL}\\.)+[a-z]{2,24}$`)

/** As it is typed, "www." and capitals aside (RFC 1035 § 2.3.1: letters, digits, hyphens). */
export function readNom(typed: string): Result<string, "nom-invalide" | "nom-generique"> {
  const nom = typed
    .trim()
    .toLowerCase()
    .replace(/^(https?:\/\/)?(www\.)?/, "")
    .replace(/\/$/, "")
  if (nom.length > 253 || !SHAPE.test(nom)) return refuse("nom-invalide")
  return GENERIC.has(nom) ? refuse("nom-generique", { nom }) : ok(nom)
}

export const isGeneric = (adresse: string): boolean => GENERIC.has(adresse.split("@")[1]?.toLowerCase() ?? "")

/** Names to start from: the commune's own, then what tells it from its homonyms. */
export function suggestNoms(collectivite: string, departement: string): string[] {
  const slug = fold(collectivite)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 50)
  return slug === "" ? [] : [`${slug}.fr`, `mairie-${slug}.fr`, `${slug}-${departement.toLowerCase()}.fr`]
}

/** What stands before the @ (a subset of RFC 5321 that every system takes). */
export const isAdresse = (text: string): boolean =>
  /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(text) && !text.includes("..")
