import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sum } from "@/lib/platform/money.ts"
import { type Candidat, type Paiement, readPaiement, share } from "@/lib/reglements/rules/match.ts"
import { payerNames, readReferences, readSirens } from "@/lib/reglements/rules/references.ts"

const SERIES = ["COT", "SRV"]

describe("a reference", () => {
  it.each([
    ["2026-COT-118", { exercice: 2026, serie: "COT", numero: 118 }],
    ["VIR 2026COT000118 MAIRIE", { exercice: 2026, serie: "COT", numero: 118 }],
    ["2026 cot 118", { exercice: 2026, serie: "COT", numero: 118 }],
    ["COT-118/2026", { exercice: 2026, serie: "COT", numero: 118 }],
    ["COT 118", { exercice: null, serie: "COT", numero: 118 }],
    ["COT118", { exercice: null, serie: "COT", numero: 118 }],
    ["titre n° 118 de 2026", { exercice: 2026, serie: null, numero: 118 }],
    ["TITRE 118 EX 2026", { exercice: 2026, serie: null, numero: 118 }],
    ["Tit. 118", { exercice: null, serie: null, numero: 118 }],
    ["T118", { exercice: null, serie: null, numero: 118 }],
    ["n°118", { exercice: null, serie: null, numero: 118 }],
    ["REF:000118", { exercice: null, serie: null, numero: 118 }],
    ["2026/118", { exercice: 2026, serie: null, numero: 118 }],
  ])("%s is read", (text, expected) => {
    expect(readReferences(text, SERIES)).toEqual([expected])
  })

  it("alone in its column may be a bare number", () => {
    expect(readReferences("118", SERIES, true)).toEqual([{ exercice: null, serie: null, numero: 118 }])
    expect(readReferences("118", SERIES)).toEqual([])
  })

  it("may be several in one text", () => {
    expect(readReferences("2026-COT-118 et 2026-SRV-12", SERIES)).toHaveLength(2)
  })

  it.each([
    "LOYER MARS",
    "facture EDF 118",
    "2026-11-03",
    "FR7630001007941234567890185",
    "PAIEMENT DU 03/11/2026",
    "ROUTE 66",
  ])("is not in %s", (text) => {
    expect(readReferences(text, SERIES)).toEqual([])
  })
})

it("SIREN numbers are known by their key, bare or in a SIRET", () => {
  expect(readSirens("VIR 212 702 294 et 21760136800012, pas 212702295")).toEqual(["212702294", "217601368"])
})

it.each([
  ["MAIRIE DU NEUBOURG", "le neubourg"],
  ["COMMUNE DE ST-GEORGES MOTEL", "saint georges motel"],
  ["Ville d'Évreux", "evreux"],
  ["COMMUNE DES ANDELYS", "les andelys"],
  ["Routot", "routot"],
])("the payer %s is %s", (payeur, nom) => {
  expect(payerNames(payeur)).toContain(nom)
})

it("does not take the town of a trésorerie for the payer: it pays for every body of its sector", () => {
  expect(payerNames("Trésorerie d'Évreux")).toEqual(["tresorerie d evreux"])
  expect(payerNames("SGC de Bernay")).toEqual(["sgc de bernay"])
})

let ids = 0
const titre = (numero: number, of: Partial<Candidat> = {}): Candidat => {
  ids += 1
  const who = of.nom ?? "Routot"
  return {
    ...{
      collectiviteId: `c-${who}`,
      titreId: `t-${ids}`,
      exercice: 2026,
      serie: "COT",
      numero,
      nom: who,
      nomCherche: who.toLowerCase(),
    },
    ...{ siren: null, reste: 16_480n, echeance: "2026-04-30" },
    ...of,
  }
}
const paiement = (of: Partial<Paiement>): Paiement => ({
  payeur: "",
  siren: null,
  reference: "",
  libelle: "",
  disponible: 16_480n,
  ...of,
})
const read = (of: Partial<Paiement>, candidats: Candidat[]) => readPaiement(paiement(of), candidats, SERIES)
const shown = (of: Partial<Paiement>, candidats: Candidat[]) => {
  const lecture = read(of, candidats)
  return lecture.niveau === "aucun"
    ? [lecture.niveau, lecture.raison]
    : [
        lecture.niveau,
        ...lecture.propositions.map(({ parts, excedent }) => [
          parts.map((part) => `${part.titre.numero}:${part.montant}`).join("+"),
          excedent,
        ]),
      ]
}

describe("a payment", () => {
  it("is sure when its full reference and its amount say one titre", () => {
    expect(shown({ reference: "2026-COT-118" }, [titre(118), titre(119)])).toEqual(["sur", ["118:16480", 0n]])
  })

  it("is sure by a bare number when the payer agrees, probable when nothing else does", () => {
    expect(shown({ reference: "118", payeur: "MAIRIE DE ROUTOT" }, [titre(118)])[0]).toBe("sur")
    expect(shown({ reference: "118" }, [titre(118)])[0]).toBe("probable")
  })

  it("whose reference fits two titres is never sure: both are proposed, the one of that amount first", () => {
    const two = [titre(118, { serie: "SRV", reste: 100n, nom: "Aclou" }), titre(118)]
    expect(shown({ reference: "titre 118" }, two)).toEqual(["ambigu", ["118:16480", 0n], ["118:16480", 16_380n]])
    expect(shown({ reference: "titre 118", payeur: "Mairie d'Aclou" }, two)[0]).toBe("probable")
  })

  it("of another payer than the titre's is for a person to look at", () => {
    expect(shown({ reference: "2026-COT-118", payeur: "Aclou" }, [titre(118), titre(4, { nom: "Aclou" })])[0]).toBe(
      "ambigu",
    )
  })

  it("is partial when it is less, and an over-payment when it is more", () => {
    expect(shown({ reference: "2026-COT-118", disponible: 100n }, [titre(118)])).toEqual(["probable", ["118:100", 0n]])
    expect(shown({ reference: "2026-COT-118", disponible: 20_000n }, [titre(118)])).toEqual([
      "probable",
      ["118:20000", 3_520n],
    ])
  })

  it("of a titre that is settled would be an over-payment", () => {
    expect(shown({ reference: "2026-COT-118" }, [titre(118, { reste: 0n })])).toEqual([
      "ambigu",
      ["118:16480", 16_480n],
    ])
  })

  it("settles several titres that it names, and the sum is sure", () => {
    const two = [titre(118), titre(12, { serie: "SRV", reste: 1_000n })]
    expect(shown({ libelle: "2026-COT-118 2026-SRV-12", disponible: 17_480n }, two)).toEqual([
      "sur",
      ["12:1000+118:16480", 0n],
    ])
  })

  it("without a reference goes by its payer: one titre of that amount, or the only set of that sum", () => {
    expect(
      shown({ payeur: "COMMUNE DE ROUTOT" }, [titre(1), titre(2, { reste: 5n }), titre(3, { nom: "Aclou" })]),
    ).toEqual(["probable", ["1:16480", 0n]])
    expect(shown({ payeur: "Routot", disponible: 16_485n }, [titre(1), titre(2, { reste: 5n })])[0]).toBe("probable")
    expect(shown({ siren: "212702294" }, [titre(1), titre(2, { nom: "Évreux", siren: "212702294" })])).toEqual([
      "probable",
      ["2:16480", 0n],
    ])
  })

  it("of a payer with two titres of that amount is for a person to choose", () => {
    expect(shown({ payeur: "Routot" }, [titre(1), titre(2)])[0]).toBe("ambigu")
  })

  it("known by its amount alone is only a hint, and an unknown one says so", () => {
    expect(shown({ libelle: "VIREMENT" }, [titre(1)])[0]).toBe("ambigu")
    expect(shown({ reference: "2026-COT-999", disponible: 7n }, [titre(1)])).toEqual([
      "aucun",
      "La référence ne désigne aucun titre.",
    ])
  })
})

it("what is shared is the whole payment, never more than is due except on the last titre", () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { minLength: 1, maxLength: 6 }),
      fc.bigInt({ min: 1n, max: 100_000n }),
      (restes, disponible) => {
        const titres = restes.map((reste, index) => titre(index + 1, { reste }))
        const { parts, excedent } = share(disponible, titres)
        expect(sum(parts.map(({ montant }) => montant))).toBe(disponible)
        expect(excedent).toBe(disponible > sum(restes) ? disponible - sum(restes) : 0n)
        for (const [index, { titre: one, montant }] of parts.entries())
          expect(montant <= one.reste || (index === parts.length - 1 && montant - one.reste === excedent)).toBe(true)
      },
    ),
  )
})
