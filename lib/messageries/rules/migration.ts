import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { CONTROLE_GENRES, CONTROLES, ETAPES, type MessagerieFile, type MessagerieRefusal } from "../types.ts"

type State = Pick<MessagerieFile, "nom" | "boites" | "controles" | "etapes" | "basculeLe">

/** One step after the other; the switch only on a zone that is right, on the day that was said. */
export function checkEtape(
  code: string,
  { nom, boites, controles, etapes, basculeLe }: State,
): Result<void, MessagerieRefusal> {
  const rank = ETAPES.findIndex((etape) => etape.code === code)
  if (rank < 0) return refuse("etape-inconnue")
  const done = new Set(etapes.map((etape) => etape.code))
  if (done.has(code)) return refuse("etape-faite")
  const before = ETAPES.slice(0, rank).filter((etape) => !done.has(etape.code))
  if (before.length > 0) return refuse("etape-trop-tot", { avant: before.map((etape) => etape.nom).join(", ") })
  if (nom === null) return refuse("nom-manquant")
  if (code === "boites" && boites.length === 0) return refuse("sans-boite")
  if (code !== "bascule") return ok(undefined)
  if (basculeLe === null) return refuse("bascule-sans-date")
  const left = CONTROLE_GENRES.filter(
    (genre) => !controles.some((one) => one.genre === genre && one.etat === "conforme"),
  )
  return left.length === 0
    ? ok(undefined)
    : refuse("zone-non-conforme", { restants: left.map((genre) => CONTROLES[genre].nom).join(", ") })
}

/** The step to do now; null when all are done. */
export const nextEtape = (etapes: readonly { code: string }[]) =>
  ETAPES.find(({ code }) => !etapes.some((done) => done.code === code)) ?? null
