import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
let campagne = ""

/** By the owner of the tables: what she may not do, no login may. */
const force = (change: string) => owner.query(change, [campagne])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  const made = await createCampagne(staff, {
    exercice: 2026,
    taux: decimal("0.10"),
    genre: "totale",
    millesime: 2022,
    dateEmission: calendarDate("2026-11-22"),
    echeance: calendarDate("2026-12-22"),
  })
  if (!made.ok) throw new Error(made.refusal)
  campagne = made.value.id
  await force(`update campagne_ligne set decision = 'inclure' where "campagneId" = $1 and cas <> '{}'`)
  expect(await requestApproval(staff, { campagne })).toMatchObject({ ok: true })
}, 60_000)
afterAll(() => owner.end())

describe("a submitted campaign, whoever asks", () => {
  it.each([
    [
      "is not approved by who asked",
      `update campagne set etat = 'approuvee', "approuveParId" = "soumisParId" where id = $1`,
      "campagne_seconde_personne",
    ],
    [
      "does not forget who asked, to be approved by the same",
      `update campagne set etat = 'approuvee', "approuveParId" = "soumisParId", "soumisParId" = null where id = $1`,
      "campagne_soumise",
    ],
    [
      "does not stop wanting two people",
      `update campagne set "secondePersonne" = false where id = $1`,
      "ne changent pas",
    ],
    ["keeps its millésime", "update campagne set millesime = 2023 where id = $1", "ne changent pas"],
    ["keeps its amounts", `update campagne_ligne set montant = 1 where "campagneId" = $1`, "ne changent plus"],
    [
      "keeps its decisions",
      `update campagne_ligne set decision = 'exclure' where "campagneId" = $1`,
      "ne changent plus",
    ],
    ["loses no line", `delete from campagne_ligne where "campagneId" = $1`, "ne changent plus"],
  ])("%s", async (_name, change, said) => {
    await expect(force(change)).rejects.toThrow(said)
  })
})
