import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { renderCalendar } from "@/lib/redevances/pdf/calendar.ts"
import { findAnomalies } from "@/lib/redevances/rules/anomalies.ts"
import { assiettesOf, daysInPlace, type LignePatrimoine } from "@/lib/redevances/rules/assiette.ts"
import { BAREMES_PUBLIES } from "@/lib/redevances/rules/bareme.ts"
import { echeancesOf } from "@/lib/redevances/rules/echeances.ts"
import {
  type Creance,
  type Deliberation,
  deliberationOf,
  dueDayOf,
  type EtatDeclare,
  situationOf,
  summarize,
} from "@/lib/redevances/rules/situation.ts"

const day = calendarDate
const TODAY = day("2026-11-22")

const line = (over: Partial<LignePatrimoine> = {}): LignePatrimoine => ({
  ...{ nature: "souterrain", domaine: "routier", quantite: decimal("10"), fourreaux: 1, depuis: null, jusqua: null },
  ...over,
})
const etat = (annee: number, operateur = "Orange", lignes = [line()]): EtatDeclare => ({
  ...{ id: `${operateur}-${annee}`, annee, operateurId: operateur, operateur, lignes },
  recuLe: day(`${annee}-02-20`),
})
const voted = (over: Partial<Deliberation> = {}): Deliberation => ({
  ...{ id: "d", annee: 2021, permanente: true, taux: null, arrondi: "centime", prorata: false },
  ...{ exigibiliteMois: 1, exigibiliteJour: 1, adopteeLe: day("2021-02-15") },
  ...over,
})
const claim = (over: Partial<Creance> = {}): Creance => ({
  ...{ id: "c", annee: 2024, operateurId: "Orange", operateur: "Orange", etat: "envoyee", montant: 48270n, paye: 0n },
  ...{ exigibleLe: day("2024-01-01"), echeance: day("2024-06-30") },
  ...over,
})
const situation = (etats: EtatDeclare[], creances: Creance[] = [], deliberations = [voted()]) =>
  situationOf({ etats, creances, baremes: BAREMES_PUBLIES, deliberations }, TODAY)

describe("what is charged of a statement", () => {
  it("counts each duct underground, cables overhead once, and no mast", () => {
    const lignes = [
      line({ quantite: decimal("1.2"), fourreaux: 3 }),
      line({ quantite: decimal("0.4") }),
      line({ nature: "aerien", quantite: decimal("2"), fourreaux: 9 }),
      line({ nature: "mat", quantite: decimal("4") }),
      line({ domaine: "non_routier", quantite: decimal("0.85") }),
    ]
    expect(assiettesOf(lignes, 2026, false)).toEqual([
      { nature: "souterrain", domaine: "routier", quantite: "4" },
      { nature: "aerien", domaine: "routier", quantite: "2" },
      { nature: "souterrain", domaine: "non_routier", quantite: "0.85" },
    ])
  })

  it("is counted by the day only where the council said so", () => {
    const part = [line({ depuis: day("2024-07-01") }), line()]
    expect(assiettesOf(part, 2024, false)).toEqual([{ nature: "souterrain", domaine: "routier", quantite: "20" }])
    expect(assiettesOf(part, 2024, true)).toEqual([
      { nature: "souterrain", domaine: "routier", quantite: "10" },
      { nature: "souterrain", domaine: "routier", quantite: "10", jours: 184 },
    ])
  })

  it.each([
    [null, null, 366],
    ["2024-02-29", "2024-02-29", 1],
    ["2023-05-01", "2024-01-31", 31],
    ["2024-12-31", null, 1],
    ["2025-01-01", null, 0],
    [null, "2023-12-31", 0],
  ])("in place from %s to %s is %i days of 2024", (depuis, jusqua, expected) => {
    expect(daysInPlace({ depuis: depuis ? day(depuis) : null, jusqua: jusqua ? day(jusqua) : null }, 2024)).toBe(
      expected,
    )
  })
})

describe("the délibération that counts", () => {
  const own = voted({ id: "own", annee: 2024, permanente: false, adopteeLe: day("2024-03-01") })
  const older = voted({ id: "older", annee: 2024, permanente: false, adopteeLe: day("2024-01-10") })

  it("is that of the year, the last one adopted; otherwise the one that goes on", () => {
    expect(deliberationOf([voted(), older, own], 2024)?.id).toBe("own")
    expect(deliberationOf([voted(), own], 2026)?.id).toBe("d")
    expect(deliberationOf([own], 2026)).toBeNull()
    expect(deliberationOf([voted()], 2020)).toBeNull()
  })

  it("fixes the day on which the fee is due, within the month", () => {
    expect(dueDayOf(null, 2024)).toBe("2024-01-01")
    expect(dueDayOf(voted({ exigibiliteMois: 2, exigibiliteJour: 31 }), 2024)).toBe("2024-02-29")
    expect(dueDayOf(voted({ exigibiliteMois: 2, exigibiliteJour: 31 }), 2025)).toBe("2025-02-28")
  })
})

describe("the situation of a year and operator", () => {
  it.each([
    [2026, undefined, "a_reclamer", 49110n],
    [2025, undefined, "bareme_absent", null],
    [2022, undefined, "a_reclamer", 42640n],
    [2021, undefined, "prescrite", 41290n],
    [2024, claim({ etat: "contestee" }), "contestee", 48270n],
    [2024, claim({ etat: "preparee", montant: 40000n }), "preparee", 40000n],
  ])("of %i is %s", (annee, creance, expected, montant) => {
    const [row] = situation([etat(annee)], creance ? [creance] : [])
    expect(row).toMatchObject({ situation: expected, montant })
  })

  it("without délibération says what it would be worth at the ceilings, and that it cannot be asked", () => {
    expect(situation([etat(2026)], [], [])[0]).toMatchObject({ situation: "deliberation_absente", montant: 49110n })
  })

  it("adds up to what is owed, asked, received, at risk this year, lost, and without rates", () => {
    const rows = situation([etat(2021), etat(2022), etat(2024), etat(2025), etat(2026)], [claim({ paye: 10000n })])
    expect(summarize(rows, TODAY)).toEqual({
      du: 42640n + 38270n + 49110n,
      demande: 48270n,
      recu: 10000n,
      enJeu: 42640n,
      perdu: 41290n,
      sansBareme: 1,
    })
  })
})

describe("anomalies", () => {
  const annees = [2022, 2023, 2024, 2025, 2026]
  const find = (etats: EtatDeclare[], voisins: Parameters<typeof findAnomalies>[0]["voisins"] = []) =>
    findAnomalies({ etats, voisins, annees }).map(({ genre, annee }) => [genre, annee])

  it("are a length that drops by half, and not one metre less", () => {
    const half = (km: string) => [etat(2025), etat(2026, "Orange", [line({ quantite: decimal(km) })])]
    expect(find(half("5")).filter(([genre]) => genre === "baisse")).toEqual([["baisse", 2026]])
    expect(find(half("5.001")).filter(([genre]) => genre === "baisse")).toEqual([])
  })

  it("are a year without statement after one that has it", () => {
    expect(find([etat(2022), etat(2024), etat(2025), etat(2026)])).toEqual([["annee_manquante", 2023]])
    expect(find([etat(2026)])).toEqual([])
  })

  it("are an operator of the neighbours that declares nothing here", () => {
    const voisins = [{ operateurId: "SFR", operateur: "SFR", annee: 2026, communes: 7 }]
    expect(find([etat(2026)], voisins)).toEqual([["absent_chez_nous", 2026]])
    expect(find([etat(2026), etat(2026, "SFR")], voisins)).toEqual([])
  })
})

it("deadlines go to a calendar: the last day of each year to ask for, the term of each claim sent", () => {
  const lignes = situation([etat(2022), etat(2024), etat(2026)], [claim()])
  const text = renderCalendar({
    titre: "Redevances télécom, Breteuil",
    communes: [{ publicId: "x", nom: "Breteuil", url: "https://portail.invalid/c/x/redevances", lignes }],
    today: TODAY,
  })
  const unfolded = text.replace(/\r\n[ \t]/g, "")
  expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(3)
  expect(unfolded).toContain("DTSTART;VALUE=DATE:20261231")
  expect(unfolded).toContain("DTSTART;VALUE=DATE:20301231")
  expect(unfolded).toContain("DTSTART;VALUE=DATE:20240630")
  expect(unfolded).toContain("UID:prescription-2022.x@portail.invalid")
})

it("deadlines hold a year without rates: the claim is kept, the amount is not said", () => {
  const [only, ...others] = echeancesOf(situation([etat(2023)], []), TODAY)
  expect(others).toEqual([])
  expect(only).toMatchObject({
    cle: "prescription-2023",
    le: "2027-12-31",
    detail: expect.stringContaining("non calculé"),
  })
})

it("deadlines of two communes in one calendar are told apart, and say whose they are", () => {
  const lignes = situation([etat(2022)], [])
  const url = "https://portail.invalid/redevances"
  const place = (nom: string, publicId: string) => ({ publicId, nom, url, lignes })
  const communes = [place("Breteuil", "x"), place("Marbois", "y")]
  const text = renderCalendar({ titre: "Mes échéances", communes, today: TODAY }).replace(/\r\n[ \t]/g, "")
  expect(new Set(text.match(/^UID:.*$/gm)).size).toBe(2)
  expect(text.match(/^SUMMARY:.*$/gm)?.map((line) => line.match(/\((.*)\)/)?.[1])).toEqual(["Breteuil", "Marbois"])
})
