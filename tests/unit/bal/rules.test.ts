import { describe, expect, it } from "vitest"
import { prioriteDe } from "@/lib/bal/rules/catalogue.ts"
import { differences } from "@/lib/bal/rules/differences.ts"
import { checkFichier } from "@/lib/bal/rules/fichier.ts"
import { indiceQualite } from "@/lib/bal/rules/indice.ts"
import { points } from "@/lib/bal/rules/priorite.ts"
import { rapportVoies } from "@/lib/bal/rules/rapport.ts"
import { COORDONNEES_INVERSEES } from "@/lib/bal/rules/regles/coordonnees.ts"
import { DOUBLON_ADRESSE } from "@/lib/bal/rules/regles/doublons.ts"
import { TROU_NUMEROTATION } from "@/lib/bal/rules/regles/numerotation.ts"
import { HORS_COMMUNE } from "@/lib/bal/rules/regles/positions.ts"
import { ORTHOGRAPHE } from "@/lib/bal/rules/regles/voies.ts"
import type { Adresse, Contour, Gravite, Regle } from "@/lib/bal/types.ts"

const METRE = 1 / 111_320
const adresse = (over: Partial<Adresse> = {}): Adresse => ({
  ...{ ligne: 2, insee: "27112", deleguee: null, voie: "Rue Neuve", lieudit: null, numero: 1, suffixe: "" },
  ...{ position: "entrée", positionBrute: "entrée", long: 0.912, lat: 48.838, x: null, y: null },
  ...{ parcelle: true, certifiee: true, ...over },
})
const found = ({ detecter }: Regle, adresses: Adresse[], contours = new Map<string, Contour>()): number[] =>
  detecter({ adresses, contours, identiques: () => false }).map(({ rang }) => rang)

describe("a rule holds to its threshold", () => {
  it("a position outside the commune is told past fifty metres", () => {
    const square: Contour = [
      [
        [
          [0.9, 48.83],
          [0.92, 48.83],
          [0.92, 48.84],
          [0.9, 48.84],
        ],
      ],
    ]
    const at = (metres: number) => adresse({ lat: 48.84 + metres * METRE })
    expect(found(HORS_COMMUNE, [at(-10), at(40), at(60)], new Map([["27112", square]]))).toEqual([2])
  })

  it("the same address with two kinds of position is no double", () => {
    expect(found(DOUBLON_ADRESSE, [adresse(), adresse({ position: "bâtiment" })])).toEqual([])
    expect(found(DOUBLON_ADRESSE, [adresse(), adresse({ voie: "RUE NEUVE" })])).toEqual([0, 1])
  })

  it("inverted coordinates are told in Lambert 93 too", () => {
    const lambert = { x: 565_000, y: 6_880_000 }
    expect(found(COORDONNEES_INVERSEES, [adresse(lambert), adresse({ x: lambert.y, y: lambert.x })])).toEqual([1])
  })

  it("a gap is told where numbers go by two, not where they count metres", () => {
    const street = (numeros: number[]) => numeros.map((numero) => adresse({ numero }))
    expect(found(TROU_NUMEROTATION, street([2, 4, 6, 8, 22]))).toEqual([4])
    expect(found(TROU_NUMEROTATION, street([2, 14, 30, 44, 60]))).toEqual([])
  })

  it.each([
    ["Rue Jean Moulin", "Rue Jean Moulins", 1],
    ["Rue de l’Église", "RUE DE L'EGLISE", 1],
    ["Av. du Gal Leclerc", "Avenue du Général Leclerc", 1],
    ["Impasse A", "Impasse B", 0],
    ["Rue du 8 Mai 1945", "Rue du 8 Mai 1946", 0],
  ])("« %s » and « %s » : %i to settle", (one, other, count) => {
    expect(found(ORTHOGRAPHE, [adresse({ voie: one }), adresse({ voie: other })])).toHaveLength(count)
  })
})

describe("what is told of a commune", () => {
  it("the index is its formula", () => {
    const comptes = { adresses: 100, bloquees: 10, deplacees: 20, certifiees: 50, parcelles: 60 }
    expect(indiceQualite(comptes)).toBe(100 - 5 - 5 - 10 - 2)
    expect(indiceQualite({ ...comptes, adresses: 0 })).toBeNull()
  })

  it("the points are the weights times their shares, copper by the days that are left", () => {
    const poids = {
      ...{ poidsSansBal: 100, poidsBloquantes: 200, poidsDeplacees: 100, poidsNonCertifiees: 50, poidsCuivre: 80 },
    }
    const figures = { adresses: 10, bloquees: 1, deplacees: 2, certifiees: 5 }
    const at = (joursAvantFermeture: number | null) => points({ figures, joursAvantFermeture }, poids)
    expect([null, 1095, 5000, 0, -30].map(at)).toEqual([65, 65, 65, 145, 145])
    expect(points({ figures: null, joursAvantFermeture: 0 }, poids)).toBe(180)
  })

  it.each<[string, Gravite, boolean, number]>([
    ["numero.not_to_be_zero", "W", false, 1],
    ["numero.type_invalide", "E", false, 1],
    ["row.longlat_vides", "E", false, 1],
    ["commune_insee.commune_invalide", "E", false, 1],
    ["position.valeur_invalide", "W", false, 2],
    ["certification_commune.valeur_invalide", "W", false, 3],
    ["commune_ancienne", "W", false, 3],
    ["commune_nom.casse_incorrecte", "I", false, 4],
    ["date_inconnue.erreur", "E", false, 3],
    ["file.encoding.non_standard", "E", true, 1],
    ["field.source.missing", "W", true, 4],
    ["portail.position.absente", "W", false, 1],
  ])("%s of level %s (whole file: %s) is of priority %i", (code, gravite, fichier, priorite) => {
    expect(prioriteDe(code, gravite, fichier)).toBe(priorite)
  })

  it("a version differs by what was added, removed, moved past a metre, renamed and certified", () => {
    const report = (adresses: Adresse[]) =>
      rapportVoies(
        adresses,
        adresses.map(() => []),
        { rangs: adresses.map((_, rang) => rang), exceptions: [], niveaux: {} },
      )
    const house = (numero: number, over: Partial<Adresse> = {}) =>
      adresse({ numero, long: 0.912 + numero * 0.001, ...over })
    const before = [house(1), house(2), house(3), house(4, { certifiee: false }), house(5)]
    const after = [
      house(1, { lat: 48.838 + 5 * METRE }),
      house(2, { lat: 48.838 + 0.2 * METRE }),
      house(3, { voie: "Rue Ancienne" }),
      house(4),
      house(6),
    ]
    expect(differences(report(before), report(after)).nombres).toEqual({
      ...{ ajoutee: 1, supprimee: 1, deplacee: 1, renommee: 1, certifiee: 1, decertifiee: 0 },
    })
  })
})

it.each([
  ["nothing", [], "fichier-vide"],
  ["a ZIP", [0x50, 0x4b, 3, 4, 20], "fichier-archive"],
  ["a gzip", [0x1f, 0x8b, 8], "fichier-archive"],
  ["a 7-Zip", [0x37, 0x7a, 0xbc, 0xaf], "fichier-archive"],
  ["a RAR", [0x52, 0x61, 0x72, 0x21], "fichier-archive"],
  ["an XLSX", [0x50, 0x4b, 3, 4, ...Buffer.from("[Content_Types].xml")], "fichier-classeur"],
  ["an old XLS", [0xd0, 0xcf, 0x11, 0xe0], "fichier-classeur"],
  ["UTF-16", [0xff, 0xfe, 0x61, 0], "fichier-binaire"],
])("%s is refused before anything is kept", (_name, bytes, refusal) => {
  expect(checkFichier(Uint8Array.from(bytes))).toMatchObject({ ok: false, refusal })
})
