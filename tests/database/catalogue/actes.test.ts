import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { openExperimentation } from "@/lib/catalogue/commands/experimentations.ts"
import { changeImpactEtat, writeImpact } from "@/lib/catalogue/commands/impact.ts"
import { findImpact, listExperimentations } from "@/lib/catalogue/queries/complements.ts"
import { experimentationInput, impactEtatInput, impactInput } from "@/lib/catalogue/schema.ts"
import { findDeliberation, listCitees } from "@/lib/deliberations/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const SERVICE = "ia-generative"
const UNKNOWN = "0192a000-0000-7000-8000-000000000009"

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const trial = (deliberation: string, depuis = "2026-02-01") =>
  openExperimentation(
    staff,
    experimentationInput.parse({
      ...{ service: SERVICE, objet: "Essai", montant: "1000", depuis, jusqua: "2026-06-30", deliberation },
    }),
  )
const tried = () => read(staff, (tx) => listExperimentations(tx, stableId("service", SERVICE)))

describe("what is tried of a service", () => {
  it("rests on the act that voted it, by its file and in its words, and not before its day", async () => {
    const before = await tried()
    const act = await voteDeliberation(staff, { numero: "2026-7" })
    expect(await trial(UNKNOWN)).toMatchObject({ refusal: "deliberation-inconnue" })
    expect(await trial(act, "2019-12-31")).toMatchObject({ refusal: "experimentation-anterieure" })
    succeeded(await trial(act))
    const one = (await tried()).find(({ objet }) => objet === "Essai")
    expect(one).toMatchObject({ deliberationId: act, deliberation: "2026-7 du 15 janvier 2020, comité syndical" })
    expect(one?.delibereLe).toBe("2020-01-15")
    expect((await read(staff, (tx) => listCitees(tx, [act]))).get(act)?.fichier).toBeDefined()
    expect(await read(staff, (tx) => findDeliberation(tx, act))).toMatchObject({
      experimentations: [{ objet: "Essai" }],
    })
    // Of before the portal kept acts: its own words.
    expect((await tried()).filter(({ objet }) => objet !== "Essai")).toEqual(before)
    expect(before.every(({ deliberationId, deliberation }) => deliberationId === null && deliberation !== "")).toBe(
      true,
    )
  })

  it("holds the act as it was voted", async () => {
    const act = await voteDeliberation(staff, { numero: "2026-8" })
    succeeded(await trial(act))
    await expect(owner.query(`update deliberation set numero = '2026-9' where id = $1`, [act])).rejects.toThrow(
      /repose/,
    )
  })
})

describe("what is decided of a service in project", () => {
  const impact = () => read(staff, (tx) => findImpact(tx, stableId("service", SERVICE)))
  const change = (etat: string, deliberation = "") =>
    changeImpactEtat(staff, impactEtatInput.parse({ service: SERVICE, etat, deliberation }))

  it("names its act, where there is one, and leaves it when it is prepared again", async () => {
    await owner.query(`delete from fiche_impact where "serviceId" = $1`, [stableId("service", SERVICE)])
    succeeded(
      await writeImpact(
        staff,
        impactInput.parse({
          ...{ service: SERVICE, montantInitial: "1000", montantAnnuel: "100", mode: "inclus", tarifProjete: "" },
          ...{ unite: "", quantiteAttendue: "10", dureeAnnees: "3", hypotheses: "Essai", source: "" },
        }),
      ),
    )
    const act = await voteDeliberation(staff)
    succeeded(await change("presentee", act))
    expect((await impact())?.deliberationId, "nothing is decided yet").toBeNull()
    expect(await change("ecartee", UNKNOWN)).toMatchObject({ refusal: "deliberation-inconnue" })
    succeeded(await change("ecartee", act))
    expect((await impact())?.deliberationId).toBe(act)
    expect(await read(staff, (tx) => findDeliberation(tx, act))).toMatchObject({ impacts: [{ etat: "ecartee" }] })
    succeeded(await change("preparation"))
    expect((await impact())?.deliberationId).toBeNull()
  })
})
