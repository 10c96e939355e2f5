import { describe, expect, it } from "vitest"
import { countBySize, countChoix, isFor, tailleOf } from "@/lib/consultations/rules.ts"
import { answerInput, openInput } from "@/lib/consultations/schema.ts"

describe("what members answered", () => {
  const reponses = [
    { habitants: 999, avis: "interesse", choix: ["Cadastre", "Cimetière"] },
    { habitants: 1000, avis: "plus_tard", choix: [] },
    { habitants: 3499, avis: "interesse", choix: ["Cadastre"] },
    { habitants: null, avis: "sans_besoin", choix: [] },
  ] as const

  it("is counted by size, a thousand inhabitants being the second; nobody's size is left out", () => {
    expect([999, 1000, 3500, null].map(tailleOf)).toEqual(["petite", "moyenne", "grande", "sans"])
    expect(countBySize(reponses)).toEqual([
      { label: "Moins de 1 000 habitants", total: 1, interesse: 1, plus_tard: 0, sans_besoin: 0 },
      { label: "De 1 000 à 3 499 habitants", total: 2, interesse: 1, plus_tard: 1, sans_besoin: 0 },
      { label: "Sans population propre", total: 1, interesse: 0, plus_tard: 0, sans_besoin: 1 },
    ])
  })

  it("is counted choice by choice, in the order they were put", () => {
    expect(countChoix(["Cimetière", "Cadastre", "Voirie"], reponses).map(({ coches }) => coches)).toEqual([1, 2, 0])
  })
})

it("a question about a service is for the types of the service, or for all", () => {
  expect([isFor({ types: [] }, "syndicat"), isFor({ types: ["commune"] }, "commune")]).toEqual([true, true])
  expect(isFor({ types: ["commune"] }, "epci")).toBe(false)
})

it("choices are one a line, said once, eight at most; those ticked come by their rank", () => {
  const typed = { service: "sig", titre: "Besoins", question: "Lesquels ?", jusqua: "2027-01-31" }
  expect(openInput.parse({ ...typed, choix: "Cadastre\r\n\r\n Cimetière \nCadastre" }).choix).toEqual([
    "Cadastre",
    "Cimetière",
  ])
  expect(openInput.safeParse({ ...typed, choix: "123456789".split("").join("\n") }).success).toBe(false)
  const id = crypto.randomUUID()
  expect(
    answerInput.parse({ collectivite: "abc", consultation: id, avis: "interesse", choix_2: "oui", choix_5: "oui" }),
  ).toMatchObject({ choix: [2, 5], commentaire: null })
  expect(answerInput.safeParse({ collectivite: "abc", consultation: id }).error?.issues[0]?.path).toEqual(["avis"])
})
