import { afterAll, expect, it } from "vitest"
import { makeAdministrator } from "@/scripts/administrateur.ts"
import { connect } from "../support/logins.ts"

const owner = await connect("migration")
const url = String(process.env.DATABASE_URL_MIGRATION)

afterAll(() => owner.end())

const staff = async () =>
  (
    await owner.query(
      `select p.nom, p.courriel, a.role, a.jusqua from agent a join personne p on p.id = a."personneId" where p.courriel like '%@essai.invalid'`,
    )
  ).rows

it("names the first administrator, once, and leaves a trace", async () => {
  const args = ["Claude.Martin@essai.invalid", " Claude Martin "]
  expect(await makeAdministrator(url, args)).toMatch(/^claude.martin@essai.invalid est administrateur/)
  const expected = [
    { nom: "Claude Martin", courriel: "claude.martin@essai.invalid", role: "administrateur", jusqua: null },
  ]
  expect(await staff()).toEqual(expected)
  expect(await makeAdministrator(url, args)).toBe("claude.martin@essai.invalid est déjà administrateur.")
  expect(await staff()).toEqual(expected)
  const traces = await owner.query("select from journal where evenement = 'agent.named'")
  expect(traces.rowCount).toBe(1)
})

it("names again somebody who had left", async () => {
  await owner.query("update agent set jusqua = depuis")
  await makeAdministrator(url, ["claude.martin@essai.invalid", "Claude Martin"])
  expect((await staff())[0]).toMatchObject({ jusqua: null })
})

it.each([[], ["claude.martin"], ["claude@essai.invalid", " "]])(
  "refuses what is no address and name: %s",
  async (...args) => {
    await expect(makeAdministrator(url, args)).rejects.toThrow(/Donnez une adresse et un nom/)
  },
)
