import { ok, type Result, refuse } from "../../platform/result.ts"
import { LIMITES } from "../types.ts"

/** Read by the browser too: nothing else of a file is judged there. */
export function checkTaille(octets: number): Result<void, "fichier-trop-gros"> {
  if (octets <= LIMITES.octets) return ok(undefined)
  return refuse("fichier-trop-gros", { taille: String(Math.ceil(octets / 1024 / 1024)) })
}
