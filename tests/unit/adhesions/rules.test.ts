import { describe, expect, it, test } from "vitest"
import { checkDecision, DAILY_REQUESTS, type EarlierRequest, judgeRequest } from "@/lib/adhesions/rules/demande.ts"
import { askToJoinInput, demandesFilter } from "@/lib/adhesions/schema.ts"
import { DEMANDE_ETATS, DEMANDE_TRANSITIONS } from "@/lib/adhesions/types.ts"

describe("a request to join", () => {
  const request = (rest: Partial<EarlierRequest> = {}): EarlierRequest => ({
    contactCourriel: "a@demo.invalid",
    open: true,
    today: true,
    ...rest,
  })

  it("sent twice by the same person is one request", () => {
    expect(judgeRequest([], "a@demo.invalid")).toBe("new")
    expect(judgeRequest([request()], "a@demo.invalid")).toBe("again")
    expect(judgeRequest([request({ open: false })], "a@demo.invalid")).toBe("new")
  })

  it("is refused past a few in one day, and taken the day after", () => {
    const others = Array.from({ length: DAILY_REQUESTS }, (_, index) =>
      request({ contactCourriel: `${index}@demo.invalid` }),
    )
    expect(judgeRequest(others, "new@demo.invalid")).toBe("too-many")
    expect(judgeRequest(others.slice(1), "new@demo.invalid")).toBe("new")
    expect(
      judgeRequest(
        others.map((one) => ({ ...one, today: false })),
        "new@demo.invalid",
      ),
    ).toBe("new")
  })
})

describe("the form", () => {
  const form = {
    collectivite: "0123456789",
    categorieJuridique: "7210",
    contactNom: "Une personne",
    contactFonction: "Secrétaire de mairie",
    contactCourriel: "Mairie@Demo.invalid ",
    contactTelephone: "02 32 00 00 00",
    message: "Bonjour,\nnous souhaitons adhérer.",
  }

  it("is cleaned: address in lower case, number without spaces, unseen characters gone", () => {
    expect(askToJoinInput.parse({ ...form, contactNom: "\u200bUne\u00ad personne\u202e" })).toMatchObject({
      contactNom: "Une personne",
      contactCourriel: "mairie@demo.invalid",
      contactTelephone: "0232000000",
      message: "Bonjour,\nnous souhaitons adhérer.",
    })
    expect(askToJoinInput.parse({ ...form, contactTelephone: "", message: " " })).toMatchObject({
      contactTelephone: null,
      message: null,
    })
  })

  test.each([
    ["collectivite", undefined],
    ["collectivite", "../../gestion"],
    ["collectivite", ["0123456789", "0123456789"]],
    ["categorieJuridique", ""],
    ["categorieJuridique", "-721"],
    ["contactNom", undefined],
    ["contactNom", ""],
    ["contactNom", "\u200b\u200d "],
    ["contactNom", "x".repeat(121)],
    ["contactNom", "<script>alert(1)</script>"],
    ["contactFonction", "<b>maire</b>"],
    ["contactCourriel", "mairie"],
    ["contactCourriel", `${"x".repeat(250)}@demo.invalid`],
    ["contactCourriel", "a@b.fr\nBcc: c@d.fr"],
    ["contactTelephone", "-1"],
    ["contactTelephone", "douze"],
    ["message", "x".repeat(2001)],
    ["message", "<img src=x onerror=alert(1)>"],
  ])("refuses %s = %j with a sentence beside it", (field, value) => {
    const parsed = askToJoinInput.safeParse({ ...form, [field]: value })
    expect(parsed.success).toBe(false)
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field])
    expect(parsed.error?.issues[0]?.message).toMatch(/^[A-ZÉ].*\.$/)
  })
})

describe("a decision", () => {
  it("follows the table of states, and nothing follows an answer", () => {
    for (const de of DEMANDE_ETATS)
      for (const vers of DEMANDE_ETATS)
        expect(checkDecision(de, vers).ok).toBe((DEMANDE_TRANSITIONS[de] as readonly string[]).includes(vers))
  })

  it("is looked for by an address that may say anything", () => {
    expect(demandesFilter.parse({})).toEqual({ etat: "ouvertes", page: 1 })
    expect(demandesFilter.parse({ etat: "<script>", page: "-1" })).toEqual({ etat: "ouvertes", page: 1 })
    expect(demandesFilter.parse({ etat: "refusee", page: "2" })).toEqual({ etat: "refusee", page: 2 })
  })
})
