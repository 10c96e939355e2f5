import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type MembreContext, PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { startTarif } from "@/lib/catalogue/commands/start-tarif.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { tarifInput } from "@/lib/catalogue/schema/tarif.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { listElementsOfServices } from "@/lib/cotisations/queries/elements.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { findEligibility } from "@/lib/souscriptions/queries/eligibility.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const [BRETEUIL, SYNDICAT] = [stableId("collectivite", "27112"), stableId("collectivite", "syndicat-d-eau-01")]
const staff = agent({ personneId: personneId("gestionnaire") })
const who = { personneId: personneId("secretaire.breteuil") }
const secretaire = membre(who, BRETEUIL, ["secretaire"])
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, BRETEUIL, ["elu"])
/** On quote in the source: this test gives it a grid. */
const SERVICE = "sensibilisation-cyber"

let habitants = 0

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(`update service set mode = 'unitaire' where slug = $1`, [SERVICE])
  const [row] = await all(
    `select p.habitants from population p, operateur o where p.code = '27112' and p.genre = o."populationGenre" and p.millesime = o."populationMillesime"`,
  )
  habitants = row.habitants
})
afterAll(() => owner.end())

const grid = async (depuis: string, over: Record<string, string> = {}) =>
  startTarif(
    staff,
    tarifInput.parse({
      ...{ service: SERVICE, unite: "habitant", periodicite: "an", categorieTva: "S", tauxTva: "20", depuis },
      ...{ assiette: "habitant", bandes: `${habitants - 1} ; 0,50\n${habitants} ; 0,30\nau-delà ; 0,10` },
      ...{ deliberation: await voteDeliberation(staff), ...over },
    }),
  )

async function ask(ctx: MembreContext) {
  const service = await read(PUBLIC, (tx) => findOffered(tx, SERVICE, today()))
  const input = prepareInput.parse({
    ...{ collectivite: "breteuil", service: SERVICE, tarif: service?.tarifs[0]?.id ?? "", quantite: "7" },
    ...{ dateSouhaitee: addDays(today(), 30), contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
  })
  return prepareSouscription(ctx, input)
}

describe("a price by band and by inhabitant", () => {
  let id: string

  it("is refused to a body whose population nobody knows, on the page and at the request", async () => {
    succeeded(await grid(addDays(today(), -10)))
    const ctx = membre(who, SYNDICAT, ["secretaire"])
    expect(await ask(ctx)).toMatchObject({ ok: false, refusal: "population-inconnue" })
    const { eligible } = await read(ctx, async (tx) => {
      const service = await findOffered(tx, SERVICE, today())
      if (!service) throw new Error("no service")
      return findEligibility(tx, service, { collectiviteId: SYNDICAT, type: "syndicat" }, today())
    })
    expect(eligible).toMatchObject({ refusal: "population-inconnue" })
  })

  it("is frozen with the population, its millésime and the band, whatever quantity a browser sends", async () => {
    id = succeeded(await ask(secretaire)).id
    const [row] = await all(`select quantite, "prixUnitaire", "baseTarif" from souscription where id = $1`, [id])
    expect(row).toMatchObject({ quantite: habitants, prixUnitaire: "0.3000" })
    expect(row.baseTarif).toMatchObject({ habitants, millesime: expect.any(Number), genre: expect.any(String) })
    expect(row.baseTarif.bande.replace(/\s/g, " ")).toMatch(/^de [\d ]+ à [\d ]+ habitants$/)
    await expect(owner.query(`update souscription set "baseTarif" = null where id = $1`, [id])).rejects.toThrow(
      "ne changent pas",
    )
    await expect(
      owner.query(`update tarif set bandes = null where "serviceId" = $1`, [stableId("service", SERVICE)]),
    ).rejects.toThrow("Un tarif ne change pas")
  })

  it("is what the convention says and what is billed, after another grid has begun", async () => {
    succeeded(
      await decideSouscription(elu, {
        collectivite: "",
        souscription: id,
        version: 1,
        decision: "approuver",
        motif: null,
      }),
    )
    while ((await prepareNextConvention()).ok);
    const [acte] = await all(`select contenu from acte where "objetId" = $1`, [id])
    const faits = new Map<string, string>(acte.contenu.faits)
    expect(faits.get("Base du prix")).toMatch(/population .* tranche de/)
    expect(faits.get("Prix unitaire")).toContain("0,30")

    succeeded(await grid(addDays(today(), 1), { bandes: "", prixUnitaire: "9" }))
    await all(`alter table souscription disable trigger ouverture`)
    await all(`update souscription set etat = 'en_service', "enServiceLe" = $2 where id = $1`, [id, today()])
    await all(`alter table souscription enable trigger ouverture`)
    const year = yearOf(today()) + 1
    const [campagne] = await all(
      `select $1::int as exercice, "populationGenre", "populationMillesime" as millesime, now() as "dateEmission" from operateur`,
      [year],
    )
    const elements = await read(staff, (tx) =>
      listElementsOfServices(tx, campagne, { du: calendarDate(`${year}-01-01`), au: calendarDate(`${year}-12-31`) }),
    )
    const own = elements.filter(({ origine }) => origine === `souscription/${id}`)
    expect(own.map(({ montantHt }) => montantHt)).toEqual([BigInt(habitants) * 30n])
  })

  it("is not for what is sold by the workstation", async () => {
    const answer = await grid(addDays(today(), 40), { service: "pack-cyber", unite: "poste" })
    expect(answer).toMatchObject({ refusal: "grille-par-poste" })
  })
})
