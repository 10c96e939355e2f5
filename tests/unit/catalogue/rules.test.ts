import { describe, expect, it } from "vitest"
import { checkEtat, checkTarifStart, searchText, slugOf } from "@/lib/catalogue/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

describe("slugOf", () => {
  it.each([
    ["Pack Cyber sécurité", "pack-cyber-securite"],
    ["  L’Œuvre & co  ", "l-oeuvre-co"],
    ["!!!", ""],
  ])("%s → %s", (nom, slug) => {
    expect(slugOf(nom)).toBe(slug)
  })
})

describe("searchText", () => {
  const before = {
    nom: "Parapheur",
    description: "Signer à distance.",
    pourQui: "Élus",
    recherche: "parapheur signer a distance elus signature iparapheur",
  }

  it("keeps the words that people use when the visible ones change", () => {
    const text = searchText({ nom: "Bureau de signature", description: "Signer.", pourQui: "Maires" }, before)
    expect(text).toContain("bureau de signature")
    expect(text).toContain("iparapheur")
    expect(text).not.toContain("parapheur signer")
    expect(text).not.toContain("elus")
  })
})

describe("checkEtat", () => {
  it("publishes a draft and withdraws what is published", () => {
    expect(checkEtat("brouillon", "publie", { mode: "inclus", tarifs: 0 }).ok).toBe(true)
    expect(checkEtat("publie", "retire", { mode: "inclus", tarifs: 0 }).ok).toBe(true)
    expect(checkEtat("retire", "publie", { mode: "inclus", tarifs: 0 }).ok).toBe(true)
  })

  it("refuses to withdraw a draft, and to publish twice", () => {
    expect(checkEtat("brouillon", "retire", { mode: "inclus", tarifs: 0 })).toMatchObject({
      refusal: "transition-interdite",
    })
    expect(checkEtat("publie", "publie", { mode: "inclus", tarifs: 0 })).toMatchObject({
      refusal: "transition-interdite",
    })
  })

  it("refuses to publish without a price what is paid by the unit", () => {
    expect(checkEtat("brouillon", "publie", { mode: "unitaire", tarifs: 0 })).toMatchObject({ refusal: "sans-tarif" })
    expect(checkEtat("brouillon", "publie", { mode: "unitaire", tarifs: 1 }).ok).toBe(true)
  })
})

describe("checkTarifStart", () => {
  const first = calendarDate("2026-01-01")

  it("begins after the last one", () => {
    expect(checkTarifStart("unitaire", null, first).ok).toBe(true)
    expect(checkTarifStart("unitaire", first, calendarDate("2026-01-02")).ok).toBe(true)
    expect(checkTarifStart("unitaire", first, first)).toMatchObject({ refusal: "tarif-anterieur" })
  })

  it("has no place on a service that membership covers", () => {
    expect(checkTarifStart("inclus", null, first)).toMatchObject({ refusal: "mode-sans-tarif" })
  })
})
