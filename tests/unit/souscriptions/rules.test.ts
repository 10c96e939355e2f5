import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import { computeAnnee, monthsInService } from "@/lib/souscriptions/rules/annee.ts"
import { computeCout, computeTotal, premiereAnnee } from "@/lib/souscriptions/rules/cout.ts"
import {
  canCancel,
  checkDateSouhaitee,
  checkEligible,
  checkNotTwice,
  checkTransition,
  firstEtat,
} from "@/lib/souscriptions/rules/life.ts"
import { chooseOptions, vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { type OptionPrise, type Prix, SOUSCRIPTION_ETATS, SOUSCRIPTION_TRANSITIONS } from "@/lib/souscriptions/types.ts"

const PACK: Prix = {
  prixUnitaire: decimal("14.0000"),
  periodicite: "mois",
  categorieTva: "S",
  tauxTva: decimal("20.00"),
}
const day = calendarDate

describe("what a souscription costs", () => {
  it.each([
    [3, 504_00n, 100_80n, 604_80n],
    [7, 1176_00n, 235_20n, 1411_20n],
    [1, 168_00n, 33_60n, 201_60n],
  ])("%i posts of the pack for a year", (posts, ht, tva, ttc) => {
    expect(computeCout(posts, PACK).parAn).toEqual({ ht, tva, ttc })
  })

  it("gives a month of the same", () => {
    expect(computeCout(3, PACK).parMois).toEqual({ ht: 42_00n, tva: 8_40n, ttc: 50_40n })
  })

  it("rounds the year once, not twelve months", () => {
    const prix = { ...PACK, prixUnitaire: decimal("0.0049") }
    expect(computeCout(1, prix).parMois?.ht).toBe(0n)
    expect(computeCout(1, prix).parAn?.ht).toBe(6n)
  })

  it("bears no VAT outside its field", () => {
    const prix: Prix = { ...PACK, categorieTva: "O", tauxTva: decimal("0") }
    expect(computeCout(3, prix).parAn).toEqual({ ht: 504_00n, tva: 0n, ttc: 504_00n })
  })

  it("has neither month nor year when it is paid once", () => {
    expect(computeCout(2, { ...PACK, periodicite: "unique" })).toEqual({
      parMois: null,
      parAn: null,
      unique: { ht: 28_00n, tva: 5_60n, ttc: 33_60n },
    })
  })

  it("always adds up, and grows with the quantity", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 10_000_000 }), (quantite, tenths) => {
        const prix = {
          ...PACK,
          prixUnitaire: decimal(`${Math.floor(tenths / 10_000)}.${String(tenths % 10_000).padStart(4, "0")}`),
        }
        const [less, more] = [computeCout(quantite, prix).parAn, computeCout(quantite + 1, prix).parAn]
        return less !== null && more !== null && less.ttc === less.ht + less.tva && more.ht >= less.ht
      }),
    )
  })
})

describe("what a year of it costs", () => {
  const since = (enServiceLe: string, termineeLe: string | null = null) => ({
    enServiceLe: day(enServiceLe),
    termineeLe: termineeLe === null ? null : day(termineeLe),
  })

  it.each([
    ["2025-03-02", null, 12],
    ["2026-03-31", null, 10],
    ["2026-12-31", null, 1],
    ["2027-01-01", null, 0],
    ["2025-01-01", "2025-12-31", 0],
    ["2025-01-01", "2026-02-01", 2],
    ["2026-04-10", "2026-06-01", 3],
  ])("counts the months begun: from %s to %s", (from, to, months) => {
    expect(monthsInService(since(from, to), 2026)).toBe(months)
  })

  it("charges those months, a yearly price whole, a single price once", () => {
    const running = since("2026-03-31")
    expect(computeAnnee({ ...running, quantite: 3, prix: PACK }, 2026).ht).toBe(420_00n)
    const yearly: Prix = { ...PACK, periodicite: "an" }
    expect(computeAnnee({ ...running, quantite: 3, prix: yearly }, 2026).ht).toBe(42_00n)
    const once: Prix = { ...PACK, periodicite: "unique" }
    expect(computeAnnee({ ...running, quantite: 3, prix: once }, 2026).ht).toBe(42_00n)
    expect(computeAnnee({ ...running, quantite: 3, prix: once }, 2027).ht).toBe(0n)
  })
})

describe("a request with options", () => {
  const OFFERED: OptionOfferte[] = [
    { id: "a", nom: "Archivage", description: "", unite: "boîte", prix: { ...PACK, prixUnitaire: decimal("2.50") } },
    { id: "b", nom: "Reprise", description: "", unite: null, prix: null },
    {
      id: "c",
      nom: "Prise en main",
      description: "",
      unite: "séance",
      prix: { ...PACK, periodicite: "unique", categorieTva: "E", tauxTva: decimal("0") },
    },
  ]
  const vues = vuesOf(OFFERED)
  const choose = (wanted: [string, number][], shown = vues) =>
    chooseOptions(OFFERED, { wanted: wanted.map(([id, quantite]) => ({ option: id, quantite })), vues: shown })
  const chosen = (...wanted: [string, number][]) => {
    const answer = choose(wanted)
    if (!answer.ok) throw new Error(answer.refusal)
    return answer.value
  }

  it("sums its lines by how they are paid", () => {
    expect(computeTotal({ quantite: 3, prix: PACK, options: chosen(["a", 4], ["c", 2]) })).toEqual({
      parMois: { ht: 52_00n, tva: 10_40n, ttc: 62_40n },
      parAn: { ht: 624_00n, tva: 124_80n, ttc: 748_80n },
      unique: { ht: 28_00n, tva: 0n, ttc: 28_00n },
    })
    expect(computeTotal({ quantite: 1, prix: null, options: chosen(["b", 1]) })).toEqual({
      ...{ parMois: null, parAn: null, unique: null },
    })
  })

  it("costs no more what was taken away", () => {
    const [kept, gone] = chosen(["a", 4], ["c", 2])
    if (!kept || !gone) throw new Error("two options")
    const options = [kept, { ...gone, jusqua: calendarDate("2026-06-01") }]
    expect(computeTotal({ quantite: 3, prix: PACK, options })).toEqual(
      computeTotal({ quantite: 3, prix: PACK, options: [kept] }),
    )
  })

  it("is never dearer nor cheaper than its lines, whatever they are", () => {
    const price = fc.record({
      cents: fc.integer({ min: 0, max: 900_000 }),
      periodicite: fc.constantFrom("mois", "an", "unique"),
      quantite: fc.integer({ min: 1, max: 99 }),
    })
    fc.assert(
      fc.property(fc.array(price, { maxLength: 5 }), (drawn) => {
        const options = drawn.map(({ cents, periodicite, quantite }, index) => ({
          ...{ optionId: String(index), nom: "", unite: null, quantite, depuis: null, jusqua: null },
          prix: {
            ...PACK,
            periodicite,
            prixUnitaire: decimal((cents / 10_000).toFixed(4)),
          },
        }))
        const { parAn, unique } = computeTotal({ quantite: 1, prix: null, options })
        const lines = options.map(({ quantite, prix }) => computeCout(quantite, prix))
        const total = (parAn?.ttc ?? 0n) + (unique?.ttc ?? 0n)
        expect(total).toBe(sum(lines.map((cout) => (cout.parAn ?? cout.unique).ttc)))
      }),
    )
  })

  it("takes only what is offered, at the prices that were shown", () => {
    expect(choose([["z", 1]])).toMatchObject({ refusal: "option-inconnue" })
    expect(choose([["a", 1]], vues.replace("2.50", "2.00"))).toMatchObject({ refusal: "tarif-change" })
    expect(choose([], "autre")).toEqual({ ok: true, value: [] })
    expect(choose([["b", 1]]).ok).toBe(true)
  })

  it("counts for the approval: what is covered with a paid option asks for it, unless it is under the threshold", () => {
    const inclus = { mode: "inclus", exigeApprobation: false, ouvertureImmediate: true } as const
    const etat = (options: OptionPrise[], seuil: bigint | null) => {
      const depense = premiereAnnee({ quantite: 1, prix: null, options }, true)?.ht ?? null
      return firstEtat(inclus, { depense, seuil, enPlus: options.length > 0, surDevis: false })
    }
    expect(etat([], null)).toBe("en_service")
    expect(etat(chosen(["c", 1]), null)).toBe("a_approuver")
    expect(etat(chosen(["c", 1]), 14_00n)).toBe("approuvee")
    expect(etat(chosen(["c", 1]), 13_99n)).toBe("a_approuver")
    // On quote: nobody knows it yet.
    expect(etat(chosen(["b", 1]), 99_999_00n)).toBe("a_approuver")
  })
})

describe("the life of a souscription", () => {
  it("takes no step but those of its table", () => {
    for (const de of SOUSCRIPTION_ETATS) {
      for (const vers of SOUSCRIPTION_ETATS) {
        const listed = (SOUSCRIPTION_TRANSITIONS[de] as readonly string[]).includes(vers)
        expect(checkTransition(de, vers).ok, `${de} → ${vers}`).toBe(listed)
      }
    }
  })

  it("is cancelled until someone approved it", () => {
    expect(canCancel({ etat: "a_approuver", decideParId: null })).toBe(true)
    expect(canCancel({ etat: "approuvee", decideParId: null })).toBe(true)
    expect(canCancel({ etat: "approuvee", decideParId: "maire" })).toBe(false)
    expect(canCancel({ etat: "en_service", decideParId: null })).toBe(false)
  })

  it("needs no approval for what membership covers", () => {
    expect(firstEtat({ mode: "inclus", exigeApprobation: true, ouvertureImmediate: false })).toBe("approuvee")
    expect(firstEtat({ mode: "unitaire", exigeApprobation: true, ouvertureImmediate: false })).toBe("a_approuver")
    expect(firstEtat({ mode: "unitaire", exigeApprobation: false, ouvertureImmediate: false })).toBe("approuvee")
  })

  it("opens at once only what membership covers and nobody installs", () => {
    expect(firstEtat({ mode: "inclus", exigeApprobation: true, ouvertureImmediate: true })).toBe("en_service")
    expect(firstEtat({ mode: "unitaire", exigeApprobation: true, ouvertureImmediate: true })).toBe("a_approuver")
  })
})

describe("who may ask for what", () => {
  const service = { etat: "publie", maturite: "en_service", mode: "unitaire", types: [] } as const
  const refusal = (over: Partial<Parameters<typeof checkEligible>[0]>) => {
    const answer = checkEligible({ service, type: "commune", statut: "adherent", ...over })
    return answer.ok ? null : answer.refusal
  }

  it("opens what is published to members, whatever their type", () => {
    expect(refusal({})).toBeNull()
    expect(refusal({ type: "epci" })).toBeNull()
    expect(refusal({ type: "syndicat" })).toBeNull()
    expect(refusal({ statut: "conventionne" })).toBeNull()
  })

  it("refuses what is withdrawn, to come, for others, or to those who are not members", () => {
    expect(refusal({ service: { ...service, etat: "retire" } })).toBe("service-inconnu")
    expect(refusal({ service: { ...service, maturite: "perspective" } })).toBe("service-ferme")
    expect(refusal({ service: { ...service, types: ["epci"] } })).toBe("type-non-eligible")
    expect(refusal({ statut: "prospect" })).toBe("non-adherente")
    expect(refusal({ statut: "conventionne", service: { ...service, mode: "inclus" } })).toBe("non-adherente")
  })

  it("takes one request at a time for one service", () => {
    const asked = (etat: "a_approuver" | "en_service" | "refusee") => [{ etat, demandeLe: day("2026-11-01") }]
    expect(checkNotTwice("unitaire", asked("a_approuver")).ok).toBe(false)
    expect(checkNotTwice("unitaire", asked("en_service")).ok).toBe(true)
    expect(checkNotTwice("inclus", asked("en_service")).ok).toBe(false)
    expect(checkNotTwice("inclus", asked("refusee")).ok).toBe(true)
  })

  it("starts from today to two years ahead", () => {
    const today = day("2026-11-22")
    expect(checkDateSouhaitee(today, today).ok).toBe(true)
    expect(checkDateSouhaitee(day("2026-11-21"), today).ok).toBe(false)
    expect(checkDateSouhaitee(day("2028-11-22"), today).ok).toBe(true)
    expect(checkDateSouhaitee(day("2028-11-23"), today).ok).toBe(false)
  })
})
