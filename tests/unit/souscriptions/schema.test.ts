import { describe, expect, it } from "vitest"
import { decideInput, prepareInput, requestFields, souscriptionFilter } from "@/lib/souscriptions/schema.ts"

const TYPED = {
  collectivite: "abcdefghij",
  service: "pack-cyber",
  tarif: "0192f0c1-0000-7000-8000-000000000001",
  quantite: "3",
  dateSouhaitee: "2027-01-01",
  contactNom: "Secrétariat",
  contactCourriel: "Mairie@Breteuil.FR ",
  contactTelephone: "02 32 00 00 00",
  numeroEngagement: "ENG-2026/118",
  codeService: "",
  note: "",
}

const errors = (over: Record<string, unknown>) => {
  const { success, error } = prepareInput.safeParse({ ...TYPED, ...over })
  return success ? [] : [...new Set(error.issues.map(({ path }) => path.join(".")))]
}

describe("the form of a souscription", () => {
  it("cleans what is typed", () => {
    expect(prepareInput.parse(TYPED)).toMatchObject({
      quantite: 3,
      contactCourriel: "mairie@breteuil.fr",
      contactTelephone: "0232000000",
      codeService: null,
      note: null,
    })
    expect(prepareInput.parse({ ...TYPED, contactNom: "Secr\u200bétariat" }).contactNom).toBe("Secrétariat")
  })

  it.each([
    ["quantite", ["", "0", "-3", "1,5", "10000", "1e3", "trois", "\u200b", undefined, ["1", "2"]]],
    ["dateSouhaitee", ["", "demain", "2027-02-30", "01/01/2027", undefined]],
    ["contactNom", ["", "   ", "\u200b\u200d", "<script>alert(1)</script>", "a".repeat(121), undefined]],
    ["contactCourriel", ["", "mairie", "mairie@", "<b>@x.fr", `${"a".repeat(250)}@x.fr`, undefined]],
    ["contactTelephone", ["123", "<i>", "+44 20 7946 0958"]],
    ["numeroEngagement", ["x".repeat(51), "<script>", "a;b"]],
    ["codeService", ["x".repeat(101), "{}"]],
    ["note", ["x".repeat(1001), "<img src=x>"]],
    ["tarif", ["12", "'; drop table souscription"]],
  ])("%s is refused beside its field", (name, bad) => {
    for (const value of bad) expect(errors({ [name]: value }), JSON.stringify(value)).toEqual([name])
  })
})

describe("the options of the form", () => {
  const [one, other] = ["0192f0c1-0000-7000-8000-000000000001", "0192f0c1-0000-7000-8000-000000000002"]

  it("are read from their boxes: empty and 0 choose nothing, a ticked box is one", () => {
    const typed = { ...TYPED, [`option_${one}`]: " 3 ", [`option_${other}`]: "oui", autre: "x", id: "y" }
    const read = prepareInput.parse(typed)
    expect(read.options).toEqual([
      { option: one, quantite: 3 },
      { option: other, quantite: 1 },
    ])
    expect(Object.keys(read).sort()).toEqual([...Object.keys(requestFields), "options"].sort())
    expect(prepareInput.parse({ ...typed, [`option_${one}`]: "", [`option_${other}`]: "0" }).options).toEqual([])
  })

  it("are refused beside their box when they are no number", () => {
    for (const bad of ["-1", "1,5", "trois", "10000", "1e3", ["1", "2"], new File(["x"], "x")])
      expect(errors({ [`option_${one}`]: bad }), String(bad)).toEqual([`option_${one}`])
  })
})

describe("the decision", () => {
  const target = { collectivite: "abcdefghij", souscription: "0192f0c1-0000-7000-8000-000000000001", version: "1" }

  it("asks for a reason to refuse, none to approve", () => {
    expect(decideInput.safeParse({ ...target, decision: "approuver", motif: "" }).success).toBe(true)
    expect(decideInput.safeParse({ ...target, decision: "refuser", motif: " " }).error?.issues[0]?.path).toEqual([
      "motif",
    ])
    expect(decideInput.safeParse({ ...target, decision: "peut-être" }).error?.issues[0]?.path).toEqual(["decision"])
  })
})

it("leaves out of the desk's address what it cannot read", () => {
  expect(souscriptionFilter.parse({ etat: "perdue", page: "-1", tri: "hasard", q: "breteuil" })).toEqual({
    etat: undefined,
    page: 1,
    tri: undefined,
    q: "breteuil",
  })
})
