import { expect, it } from "vitest"
import { certificatsInput } from "@/lib/operateur/schema/certificats.ts"
import { reglementsInput } from "@/lib/operateur/schema/reglements.ts"

const version = "2026-11-22T00:00:00.000Z"
const notices = (avis1: string, avis2: string, avis3: string) =>
  certificatsInput.safeParse({ version, avis1, avis2, avis3 })
const reminders = (relance1: string, relance2: string, relance3: string) =>
  reglementsInput.safeParse({ version, payfipNumero: "", relance1, relance2, relance3 })
const wrong = (parsed: ReturnType<typeof notices> | ReturnType<typeof reminders>) =>
  parsed.error?.issues.map(({ path, message }) => [path.join("."), message])

it("notices of a certificate come nearer and nearer to its end, and the first is always given", () => {
  expect(notices("60", "30", "7").data).toMatchObject({ certificatJours: [60, 30, 7] })
  expect(notices("90", "", "").data).toMatchObject({ certificatJours: [90] })
  expect(wrong(notices("", "", ""))).toEqual([["avis1", "Indiquez un nombre de jours."]])
  expect(wrong(notices("30", "60", ""))).toEqual([
    ["avis2", "Un avis part plus près de la fin que celui qui le précède."],
  ])
  expect(wrong(notices("30", "", "7"))).toEqual([["avis3", "Remplissez d'abord l'avis qui précède."]])
  expect(wrong(notices("400", "", ""))).toEqual([
    ["avis1", "Un avis part un nombre de jours avant la fin, de 1 à 365."],
  ])
})

it("reminders of a titre come one after the other, or not at all", () => {
  expect(reminders("15", "45", "").data).toMatchObject({ relancesJours: [15, 45] })
  expect(reminders("", "", "").data).toMatchObject({ relancesJours: [] })
  expect(wrong(reminders("15", "10", ""))).toEqual([["relance2", "Une relance part après celle qui la précède."]])
  expect(wrong(reminders("", "45", ""))).toEqual([["relance2", "Remplissez d'abord la relance qui précède."]])
})
