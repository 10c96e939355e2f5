import { formatInteger } from "../../../platform/format.ts"
import type { Adresse, Constat, Lot, Regle } from "../../types.ts"
import { cleVoie } from "../voies.ts"
import { estAdresse, pointOf } from "./positions.ts"

/** What makes an address one: the position apart, since several positions are several rows of one address. */
export const cleAdresse = ({ insee, deleguee, voie, lieudit, numero, suffixe }: Adresse): string =>
  [insee, deleguee, cleVoie(voie ?? ""), cleVoie(lieudit ?? ""), numero, suffixe.toLowerCase()].join("|")

function groups(adresses: readonly Adresse[], keyOf: (adresse: Adresse) => string | null): number[][] {
  const found = new Map<string, number[]>()
  for (const [rang, adresse] of adresses.entries()) {
    const key = keyOf(adresse)
    if (key === null) continue
    const group = found.get(key)
    if (group) group.push(rang)
    else found.set(key, [rang])
  }
  return [...found.values()].filter((group) => group.length > 1)
}

/** Rows of the same address and the same kind of position. */
export const doublons = ({ adresses }: Pick<Lot, "adresses">): number[][] =>
  groups(adresses, (adresse) =>
    estAdresse(adresse) && adresse.numero !== null && adresse.voie !== null
      ? `${cleAdresse(adresse)}|${adresse.position ?? ""}`
      : null,
  )

const listed = (adresses: readonly Adresse[], group: readonly number[], but: number): string => {
  const lines = group.filter((rang) => rang !== but).map((rang) => adresses[rang]?.ligne ?? 0)
  const shown = lines.slice(0, 5).map((ligne) => formatInteger(ligne))
  const more = lines.length > shown.length ? ` et ${formatInteger(lines.length - shown.length)} autres` : ""
  return `${lines.length === 1 ? "ligne" : "lignes"} ${shown.join(", ")}${more}`
}

export const DOUBLON_ADRESSE: Regle = {
  code: "portail.doublon.adresse",
  gravite: "W",
  priorite: 2,
  libelle: "Numéro en double",
  raison: "La même adresse figure deux fois : l’opérateur crée deux logements, ou refuse les deux.",
  exemple: "« 5 rue de la Harpe », position « entrée », aux lignes 4 et 5.",
  remede: "Gardez la bonne ligne et supprimez l’autre ; deux vraies maisons portent « 5 » et « 5 bis ».",
  detecter: (lot) =>
    doublons(lot).flatMap((group) =>
      group.map((rang): Constat => {
        const same = group.every((other) => other === rang || lot.identiques(rang, other))
        return { rang, detail: `${same ? "identique à" : "voir"} ${listed(lot.adresses, group, rang)}` }
      }),
    ),
}

/** Seven decimals of a degree are a centimetre: equal text is one point. */
const samePoint = (adresse: Adresse): string | null => {
  const point = pointOf(adresse)
  return point && estAdresse(adresse) && adresse.numero !== null
    ? `${point.long.toFixed(7)},${point.lat.toFixed(7)}`
    : null
}

export const DOUBLON_POSITION: Regle = {
  code: "portail.doublon.position",
  gravite: "W",
  priorite: 2,
  libelle: "Même position pour des numéros différents",
  raison: "Deux maisons au même point : une seule des deux sera trouvée sur le terrain.",
  exemple: "Le 9 et le 11 rue Neuve à 1.1515, 49.0247.",
  remede: "Placez chaque numéro à son entrée ; dans un immeuble, dites-le en marquant « pas une erreur ».",
  detecter: ({ adresses }) =>
    groups(adresses, samePoint).flatMap((group) => {
      const keys = new Set(group.map((rang) => cleAdresse(adresses[rang] as Adresse)))
      return keys.size < 2 ? [] : group.map((rang) => ({ rang, detail: `voir ${listed(adresses, group, rang)}` }))
    }),
}
