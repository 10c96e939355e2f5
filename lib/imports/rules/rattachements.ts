import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import type { Erreur, LigneComparee } from "../types.ts"
import { day, isCourriel } from "./cells.ts"
import type { RawRow } from "./file.ts"
import { identify, type Known, keysOf, type Register } from "./identify.ts"
import { differencesOf, line, Seen } from "./lines.ts"

const ROLES: Record<string, string> = {
  secretaire: "secretaire",
  elu: "elu",
  elue: "elu",
  administrateur: "administrateur",
  administratrice: "administrateur",
}

export type KnownPersonne = { id: string; nom: string; genre: "personne" | "boite"; desactivee: boolean }
export type KnownRattachement = {
  id: string
  collectiviteId: string
  personneId: string
  role: string
  fonction: string
  depuis: CalendarDate
  jusqua: CalendarDate | null
}
export type RattachementSnapshot = {
  register: Register
  personnes: ReadonlyMap<string, KnownPersonne>
  rattachements: readonly KnownRattachement[]
}

type Lien = { courriel: string; nom: string; role: string; fonction: string; depuis: string; jusqua: string }

/** `acteur` is the address of whom imports: nobody gives herself a role. */
export function compareRattachements(
  rows: readonly RawRow[],
  snapshot: RattachementSnapshot,
  acteur: string,
): LigneComparee[] {
  const liens = new Seen()
  const noms = new Map<string, { nom: string; ligne: number }>()
  const byPersonne = Map.groupBy(snapshot.rattachements, ({ personneId }) => personneId)
  return rows.map((row) => {
    const { lien, erreurs } = lienOf(row.cells)
    if (lien.courriel === acteur.toLowerCase()) {
      erreurs.push({ champ: "courriel", message: "Vous ne pouvez pas vous rattacher vous-même." })
    }
    const keys = keysOf(row.cells)
    erreurs.push(...keys.erreurs)
    const { known, erreurs: unidentified } =
      keys.erreurs.length > 0 ? { known: null, erreurs: [] } : identify(keys, snapshot.register)
    erreurs.push(...unidentified)
    if (!known && keys.erreurs.length + unidentified.length === 0) {
      erreurs.push({ champ: "code_insee", message: "Aucune collectivité du registre ne porte ces codes." })
    }
    const personne = snapshot.personnes.get(lien.courriel)
    const boite = personne ? personne.genre === "boite" : known?.courrielOfficiel === lien.courriel
    if (personne?.desactivee) erreurs.push({ champ: "courriel", message: "Le compte de cette personne est désactivé." })
    if (boite && lien.role === "elu") {
      erreurs.push({ champ: "role", message: "Une boîte partagée ne peut pas avoir le rôle d'élu." })
    }
    const donnees = { ...lien, collectivite: known?.nom ?? "", genre: boite ? "boite" : "personne" }
    if (!known || erreurs.length > 0 || row.erreurs.length > 0)
      return line(row, { concerneId: known?.id ?? null, donnees, erreurs })
    erreurs.push(...repeated(row.ligne, lien, known, liens, noms))
    const current = (byPersonne.get(personne?.id ?? "") ?? []).filter(
      (candidate) => candidate.collectiviteId === known.id && candidate.role === lien.role && overlaps(candidate, lien),
    )
    if (current.length > 1) {
      erreurs.push({
        champ: "depuis",
        message: "Ces dates couvrent plusieurs rattachements existants de cette personne.",
      })
    }
    return compared(row, donnees, known, current[0], erreurs, renamed(personne, lien))
  })
}

function compared(
  row: RawRow,
  donnees: Lien & Record<string, string>,
  known: Known,
  current: KnownRattachement | undefined,
  erreurs: Erreur[],
  alertes: string[],
): LigneComparee {
  const champs = ["fonction", "depuis", "jusqua"]
  if (!current) {
    const differences = differencesOf({}, donnees, ["courriel", "nom", "role", ...champs])
    return line(row, { concerneId: known.id, donnees, differences, erreurs, alertes })
  }
  const { fonction, depuis, jusqua } = current
  const differences = differencesOf({ fonction, depuis, jusqua }, donnees, champs)
  return line(row, {
    concerneId: known.id,
    donnees: { ...donnees, rattachementId: current.id },
    differences,
    erreurs,
    existe: true,
  })
}

const overlaps = (existing: KnownRattachement, { depuis, jusqua }: Lien): boolean =>
  (existing.jusqua === null || existing.jusqua > depuis) && (jusqua === "" || existing.depuis < jusqua)

/** `jusqu_au` is the last day; the database keeps the first day on which the link no longer holds. */
function lienOf(cells: Readonly<Record<string, string>>): { lien: Lien; erreurs: Erreur[] } {
  const erreurs: Erreur[] = []
  const fail = (champ: string, message: string) => erreurs.push({ champ, message })
  const courriel = (cells.courriel ?? "").toLowerCase()
  if (!isCourriel(courriel))
    fail("courriel", courriel ? `L'adresse « ${courriel} » n'est pas valable.` : "L'adresse électronique manque.")
  const nom = cells.nom ?? ""
  if (nom === "") fail("nom", "Le nom manque.")
  const fonction = cells.fonction ?? ""
  if (fonction === "") fail("fonction", "La fonction manque.")
  const role = ROLES[fold(cells.role ?? "")]
  if (!role) fail("role", `Le rôle « ${cells.role ?? ""} » n'existe pas : secretaire, elu ou administrateur.`)
  const depuis = day(cells.depuis ?? "")
  if (!depuis)
    fail("depuis", cells.depuis ? `« ${cells.depuis} » n'est pas une date (JJ/MM/AAAA).` : "La date de début manque.")
  const last = cells.jusqu_au ? day(cells.jusqu_au) : null
  if (cells.jusqu_au && !last) fail("jusqu_au", `« ${cells.jusqu_au} » n'est pas une date (JJ/MM/AAAA).`)
  if (depuis && last && last < depuis) fail("jusqu_au", "La date de fin est avant la date de début.")
  return {
    lien: { courriel, nom, role: role ?? "", fonction, depuis: depuis ?? "", jusqua: last ? addDays(last, 1) : "" },
    erreurs,
  }
}

function repeated(
  ligne: number,
  lien: Lien,
  known: Known,
  liens: Seen,
  noms: Map<string, { nom: string; ligne: number }>,
): Erreur[] {
  const first = liens.take(`${known.id} ${lien.courriel} ${lien.role}`, ligne)
  if (first !== null) return [{ champ: "ligne", message: `Ce rattachement est déjà à la ligne ${first} du fichier.` }]
  const named = noms.get(lien.courriel)
  if (!named) noms.set(lien.courriel, { nom: lien.nom, ligne })
  else if (fold(named.nom) !== fold(lien.nom)) {
    return [{ champ: "nom", message: `La ligne ${named.ligne} donne un autre nom à cette adresse : « ${named.nom} ».` }]
  }
  return []
}

const renamed = (personne: KnownPersonne | undefined, lien: Lien): string[] =>
  personne && fold(personne.nom) !== fold(lien.nom)
    ? [`Cette adresse est déjà celle de « ${personne.nom} » : son nom ne changera pas.`]
    : []
