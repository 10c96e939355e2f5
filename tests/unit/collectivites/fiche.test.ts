import { describe, expect, it } from "vitest"
import { checkIdentifiers, manquesOf } from "@/lib/collectivites/rules.ts"
import { ficheInput, registerFilter } from "@/lib/collectivites/schema.ts"
import type { Siren, Siret } from "@/lib/collectivites/types.ts"

const SIREN = "200058246" as Siren
const SIRET = "20005824600014" as Siret

describe("manquesOf", () => {
  const complete = {
    siren: SIREN,
    siret: SIRET,
    adresse: "1 place",
    codePostal: "27160",
    ville: "Breteuil",
    courrielOfficiel: "mairie@demo.invalid",
  }

  it("lists what electronic deposit lacks, an address being whole or not", () => {
    expect(manquesOf(complete)).toEqual([])
    expect(manquesOf({ ...complete, ville: null, siret: null })).toEqual(["siret", "adresse"])
  })
})

describe("checkIdentifiers", () => {
  it("takes a SIREN where none is known, or reads it in the SIRET", () => {
    expect(checkIdentifiers(null, { siren: SIREN, siret: null })).toEqual({ ok: true, value: { siren: SIREN } })
    expect(checkIdentifiers(null, { siren: null, siret: SIRET })).toEqual({ ok: true, value: { siren: SIREN } })
    expect(checkIdentifiers(SIREN, { siren: null, siret: SIRET })).toEqual({ ok: true, value: { siren: SIREN } })
  })

  it("leaves a known SIREN to the import, and refuses another body's SIRET", () => {
    expect(checkIdentifiers(SIREN, { siren: "212701120" as Siren, siret: null })).toMatchObject({
      refusal: "siren-connu",
    })
    expect(checkIdentifiers("212701120", { siren: null, siret: SIRET })).toMatchObject({ refusal: "siret-autre-siren" })
  })
})

describe("ficheInput", () => {
  const empty = { collectivite: "c", version: "", siren: "", siret: "", adresse: "", codePostal: "", ville: "" }

  it("reads an empty box as not known", () => {
    expect(ficheInput.parse({ ...empty, courrielOfficiel: " ", telephone: "" })).toMatchObject({
      siret: null,
      adresse: null,
      courrielOfficiel: null,
    })
  })

  it.each([
    ["siret", "20005824600015"],
    ["siret", "abc"],
    ["siren", "-1"],
    ["codePostal", "2716"],
    ["adresse", "x".repeat(201)],
    ["adresse", "<script>alert(1)</script>"],
    ["ville", "\u200b<b>"],
    ["courrielOfficiel", "mairie"],
    ["telephone", "appelez-moi"],
    ["codeService", "x".repeat(101)],
    ["codeService", "<script>"],
    ["ville", ["a", "b"]],
  ])("refuses %s = %j, beside the field", (name, typed) => {
    const result = ficheInput.safeParse({ ...empty, [name]: typed })
    expect(result.error?.issues.map(({ path }) => path[0])).toEqual([name])
  })
})

describe("registerFilter", () => {
  it("leaves out what an address should not hold", () => {
    expect(registerFilter.parse({ type: "x", tri: "'; drop table", page: "-4", strate: "0-499" })).toEqual({
      tri: "nom",
      page: 1,
      strate: "0-499",
    })
  })
})
