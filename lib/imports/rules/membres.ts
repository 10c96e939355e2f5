import { checkPublicBody, isSiret, sirenOf, typeOfLegalCategory } from "@/lib/collectivites/rules.ts"
import { COLLECTIVITE_REFUSALS } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { sentence } from "@/lib/platform/result.ts"
import type { Erreur, LigneComparee } from "../types.ts"
import { adhesionOf } from "./adhesion.ts"
import { compact, departementOf, isCourriel, isScientific, telephone } from "./cells.ts"
import type { RawRow } from "./file.ts"
import { type Identified, identify, type Keys, type Known, keysOf, type Register } from "./identify.ts"
import { differencesOf, line, Seen } from "./lines.ts"

/** Of the register, then of the fiche. */
const MEMBRE_CHAMPS = [
  "siren",
  "categorieJuridique",
  "siret",
  "adresse",
  "codePostal",
  "ville",
  "courrielOfficiel",
  "telephone",
  "statut",
  "statutDepuis",
] as const

type Values = Record<string, string>

/** Every row of the file against the register of that day; `departement` is the operator's. */
export function compareMembres(
  rows: readonly RawRow[],
  register: Register,
  { departement, today }: { departement: string; today: CalendarDate },
): LigneComparee[] {
  const bodies = new Seen()
  const numbers = new Seen()
  return rows.map((row) => {
    const keys = keysOf(row.cells)
    const { donnees, erreurs } = valuesOf(row.cells, keys)
    const identified: Identified = keys.erreurs.length > 0 ? { known: null, erreurs: [] } : identify(keys, register)
    const { known } = identified
    const adhesion = adhesionOf(row.cells, known, today)
    Object.assign(donnees, adhesion.donnees)
    const problems = [...keys.erreurs, ...erreurs, ...identified.erreurs, ...adhesion.erreurs]
    if (problems.length === 0) problems.push(...repeated(row.ligne, keys, donnees, known, bodies, numbers))
    if (known) {
      problems.push(...sirenConflict(donnees, known, register))
      const differences = differencesOf(known, donnees, MEMBRE_CHAMPS)
      return line(row, {
        concerneId: known.id,
        donnees,
        differences,
        erreurs: problems,
        alertes: adhesion.alertes,
        existe: true,
      })
    }
    if (problems.length > 0 || row.erreurs.length > 0) return line(row, { donnees, erreurs: problems })
    return newBody(row, keys, donnees, departement)
  })
}

/** A SIRET brings its SIREN; empty cells are left out. */
function valuesOf(cells: Readonly<Record<string, string>>, keys: Keys): { donnees: Values; erreurs: Erreur[] } {
  const erreurs: Erreur[] = []
  const fail = (champ: string, message: string) => erreurs.push({ champ, message })
  const siret = compact(cells.siret ?? "")
  if (siret !== "" && !isSiret(siret)) {
    const why = isScientific(cells.siret ?? "")
      ? "le tableur l'a remplacé par une écriture scientifique, mettez la colonne au format texte"
      : "quatorze chiffres, le dernier vérifie les autres"
    fail("siret", `Le SIRET « ${cells.siret} » n'est pas valable : ${why}.`)
  }
  const fromSiret = isSiret(siret) ? sirenOf(siret) : ""
  if (fromSiret !== "" && keys.siren !== "" && fromSiret !== keys.siren) {
    fail("siret", `Le SIRET ${siret} n'est pas celui d'un établissement du SIREN ${keys.siren}.`)
  }
  keys.siren ||= fromSiret
  const codePostal = compact(cells.code_postal ?? "")
  if (codePostal !== "" && !/^\d{5}$/.test(codePostal)) {
    const hint = /^\d{4}$/.test(codePostal) ? ` : le zéro du début manque peut-être (0${codePostal})` : ""
    fail("code_postal", `Le code postal « ${codePostal} » ne compte pas cinq chiffres${hint}.`)
  }
  const courrielOfficiel = (cells.courriel_officiel ?? "").toLowerCase()
  if (courrielOfficiel !== "" && !isCourriel(courrielOfficiel)) {
    fail("courriel_officiel", `L'adresse électronique « ${courrielOfficiel} » n'est pas valable.`)
  }
  const numero = cells.telephone ? telephone(cells.telephone) : ""
  if (numero === null)
    fail("telephone", `Le numéro de téléphone « ${cells.telephone} » n'est pas valable : dix chiffres.`)
  const categorieJuridique = compact(cells.categorie_juridique ?? "")
  if (categorieJuridique !== "") {
    const checked = checkPublicBody(categorieJuridique)
    if (!checked.ok) fail("categorie_juridique", sentence(COLLECTIVITE_REFUSALS[checked.refusal], checked.details))
  }
  const all = {
    identifiant: keys.identifiant,
    nom: cells.nom ?? "",
    codeInsee: keys.codeInsee,
    siren: keys.siren,
    siret,
    categorieJuridique,
    departement: (cells.departement ?? "").toUpperCase(),
    adresse: cells.adresse ?? "",
    codePostal,
    ville: cells.ville ?? "",
    courrielOfficiel,
    telephone: numero ?? "",
  }
  return { donnees: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")), erreurs }
}

function repeated(
  ligne: number,
  keys: Keys,
  donnees: Values,
  known: Known | null,
  bodies: Seen,
  numbers: Seen,
): Erreur[] {
  const key = known?.id ?? (keys.codeInsee || keys.siren)
  const body = key === "" ? null : bodies.take(key, ligne)
  if (body !== null) return [{ champ: "ligne", message: `Cette collectivité est déjà à la ligne ${body} du fichier.` }]
  const number = donnees.siren ? numbers.take(donnees.siren, ligne) : null
  if (number !== null) return [{ champ: "siren", message: `Ce SIREN est déjà à la ligne ${number} du fichier.` }]
  return []
}

function sirenConflict(donnees: Values, known: Known, register: Register): Erreur[] {
  const { siren } = donnees
  if (!siren || siren === known.siren) return []
  const other = register.bySiren.get(siren)
  if (other && other.id !== known.id)
    return [{ champ: "siren", message: `Le SIREN ${siren} est celui de ${other.nom}.` }]
  if (known.siren === null) return []
  return [{ champ: "siren", message: `${known.nom} a le SIREN ${known.siren} dans le registre, pas ${siren}.` }]
}

/** A body that the register lacks: public, named, with the code that its kind must have. */
function newBody(row: RawRow, keys: Keys, values: Values, operateur: string): LigneComparee {
  const erreurs: Erreur[] = []
  const missing = (champ: string, message: string) => erreurs.push({ champ, message })
  const absent = "Cette collectivité n'est pas dans le registre : pour l'ajouter, renseignez"
  if (!values.nom) missing("nom", `${absent} son nom.`)
  if (!values.categorieJuridique)
    missing("categorie_juridique", `${absent} sa catégorie juridique (7210 pour une commune).`)
  const type = values.categorieJuridique ? typeOfLegalCategory(values.categorieJuridique) : "autre"
  if (type === "commune" && keys.codeInsee === "") missing("code_insee", `${absent} le code INSEE de la commune.`)
  if (type !== "commune" && keys.codeInsee !== "" && values.categorieJuridique) {
    missing("code_insee", "Seule une commune a un code INSEE ; la catégorie juridique en dit une autre.")
  }
  if (type !== "commune" && keys.siren === "") missing("siren", `${absent} son SIREN.`)
  const departement = keys.codeInsee ? departementOf(keys.codeInsee) : (values.departement ?? "")
  if (departement === "") missing("departement", `${absent} son département.`)
  else if (!/^(?:\d{2}|2[AB]|97\d)$/.test(departement))
    missing("departement", `Le département « ${departement} » n'existe pas.`)
  const elsewhere = `${values.nom} est d'un autre département (${departement}) : vérifiez qu'elle relève de l'opérateur.`
  const unheard = `Aucune commune du registre n'a le code ${keys.codeInsee} : vérifiez qu'elle vient d'être créée.`
  const alerte = departement !== operateur ? elsewhere : type === "commune" ? unheard : null
  return line(row, {
    donnees: { ...values, type, departement },
    differences: differencesOf({}, { ...values, departement }, ["nom", "codeInsee", "departement", ...MEMBRE_CHAMPS]),
    erreurs,
    alertes: alerte ? [alerte] : [],
  })
}
