import { isCodeInsee, isSiren } from "@/lib/collectivites/rules.ts"
import type { AdhesionStatut } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Erreur } from "../types.ts"
import { compact, isScientific } from "./cells.ts"

/** A collectivité of the register, with what the imports compare. */
export type Known = {
  id: string
  publicId: string
  type: string
  nom: string
  departement: string
  codeInsee: string | null
  siren: string | null
  categorieJuridique: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
  courrielOfficiel: string | null
  telephone: string | null
  /** The membership in force and its first day. */
  statut: AdhesionStatut | null
  statutDepuis: CalendarDate | null
}

export type Register = {
  byPublicId: ReadonlyMap<string, Known>
  byInsee: ReadonlyMap<string, Known>
  bySiren: ReadonlyMap<string, Known>
}

export function indexRegister(rows: readonly Known[]): Register {
  return {
    byPublicId: new Map(rows.map((row) => [row.publicId, row])),
    byInsee: new Map(rows.flatMap((row) => (row.codeInsee ? [[row.codeInsee, row] as const] : []))),
    bySiren: new Map(rows.flatMap((row) => (row.siren ? [[row.siren, row] as const] : []))),
  }
}

export type Keys = { identifiant: string; codeInsee: string; siren: string; erreurs: Erreur[] }

const lost = "le tableur a remplacé des chiffres par une écriture scientifique : mettez la colonne au format texte"

/** The three ways a file names a collectivité, checked before any comparison. */
export function keysOf(cells: Readonly<Record<string, string>>): Keys {
  const identifiant = (cells.identifiant ?? "").toLowerCase()
  const codeInsee = compact(cells.code_insee ?? "").toUpperCase()
  const siren = compact(cells.siren ?? "")
  const erreurs: Erreur[] = []
  if (codeInsee !== "" && !isCodeInsee(codeInsee)) {
    const hint = /^\d{4}$/.test(codeInsee) ? ` : le zéro du début manque peut-être (0${codeInsee})` : ""
    erreurs.push({ champ: "code_insee", message: `Le code INSEE « ${codeInsee} » n'est pas valable${hint}.` })
  }
  if (siren !== "" && !isSiren(siren)) {
    const why = isScientific(cells.siren ?? "") ? lost : "neuf chiffres, le dernier vérifie les autres"
    erreurs.push({ champ: "siren", message: `Le SIREN « ${cells.siren} » n'est pas valable : ${why}.` })
  }
  return { identifiant, codeInsee, siren, erreurs }
}

export type Identified = { known: Known | null; erreurs: Erreur[] }

/** Null without error: nobody in the register bears these codes. Two bodies for one row is an error. */
export function identify(keys: Keys, register: Register): Identified {
  const byPublicId = keys.identifiant === "" ? undefined : register.byPublicId.get(keys.identifiant)
  if (keys.identifiant !== "" && !byPublicId) {
    return {
      known: null,
      erreurs: [{ champ: "identifiant", message: `L'identifiant « ${keys.identifiant} » n'existe pas.` }],
    }
  }
  const found = [byPublicId, register.byInsee.get(keys.codeInsee), register.bySiren.get(keys.siren)].filter(
    (candidate) => candidate !== undefined,
  )
  const [known = null] = found
  const other = found.find((candidate) => candidate.id !== known?.id)
  if (known && other) {
    const message = `Les codes de cette ligne désignent deux collectivités : ${known.nom} et ${other.nom}.`
    return { known: null, erreurs: [{ champ: "siren", message }] }
  }
  return { known, erreurs: known ? contradictions(keys, known) : [] }
}

/** A code already in the register is not changed by an import: that is an act on the collectivité's file. */
function contradictions(keys: Keys, known: Known): Erreur[] {
  const erreurs: Erreur[] = []
  if (keys.codeInsee !== "" && known.codeInsee !== keys.codeInsee) {
    const message = `${known.nom} a le code INSEE ${known.codeInsee ?? "vide"} dans le registre, pas ${keys.codeInsee}.`
    erreurs.push({ champ: "code_insee", message })
  }
  if (keys.siren !== "" && known.siren !== null && known.siren !== keys.siren) {
    const message = `${known.nom} a le SIREN ${known.siren} dans le registre, pas ${keys.siren}.`
    erreurs.push({ champ: "siren", message })
  }
  return erreurs
}
