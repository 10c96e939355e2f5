import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { changeServiceEtat, createService, updateService } from "@/lib/catalogue/commands/services.ts"
import { startTarif } from "@/lib/catalogue/commands/start-tarif.ts"
import { findServiceFile, listManagedServices, listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { tarifInput } from "@/lib/catalogue/schema/tarif.ts"
import { serviceChangeInput, serviceInput } from "@/lib/catalogue/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const day = calendarDate("2026-11-22")
let pilierId = ""

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: day })
  pilierId = (await read(gestionnaire, listPiliers))[0]?.id ?? ""
})
afterAll(() => client.end())

const fields = (nom: string, more: Record<string, string> = {}) => ({
  nom,
  pilierId,
  description: "Une idée.",
  pourQui: "Les mairies",
  pourDemarrer: "Rien",
  contact: "Le support",
  mode: "unitaire",
  maturite: "en_service",
  ...more,
})
const file = async (slug: string) => {
  const found = await read(gestionnaire, (tx) => findServiceFile(tx, slug))
  if (!found) throw new Error(`${slug} is unknown`)
  return found
}
const create = async (nom: string, more: Record<string, string> = {}) => {
  const created = await createService(gestionnaire, serviceInput.parse(fields(nom, more)))
  if (!created.ok) throw new Error(created.refusal)
  return created.value.slug
}
const price = async (service: string, prixUnitaire: string, depuis: string, unite = "poste") =>
  startTarif(
    gestionnaire,
    tarifInput.parse({
      ...{ service, prixUnitaire, unite, periodicite: "mois", categorieTva: "S", tauxTva: "20", depuis },
      deliberation: await voteDeliberation(gestionnaire),
    }),
  )
const publish = async (service: string, etat: "publie" | "retire" = "publie") =>
  changeServiceEtat(gestionnaire, { service, version: (await file(service)).version, etat })

describe("the catalogue", () => {
  it("shows its 49 services with the price of the day", async () => {
    const services = await read(gestionnaire, (tx) => listManagedServices(tx, {}, day))
    expect(services).toHaveLength(49)
    expect(services.filter(({ prixUnitaire }) => prixUnitaire !== null).length).toBeGreaterThan(0)
  })

  it("filters by pillar, state and words", async () => {
    const some = await read(gestionnaire, (tx) => listManagedServices(tx, { q: "cybersécurité", etat: "publie" }, day))
    expect(some.length).toBeGreaterThan(0)
    expect(await read(gestionnaire, (tx) => listManagedServices(tx, { etat: "retire" }, day))).toEqual([])
  })
})

describe("a service", () => {
  it("is a draft until it has a price and is published", async () => {
    const slug = await create("Sauvegarde d'essai")
    expect(slug).toBe("sauvegarde-d-essai")
    expect(await publish(slug)).toMatchObject({ refusal: "sans-tarif" })
    expect(await price(slug, "14,00", "2026-01-01")).toMatchObject({ ok: true })
    expect(await publish(slug)).toMatchObject({ ok: true })
    expect((await file(slug)).etat).toBe("publie")
    expect(await publish(slug, "retire")).toMatchObject({ ok: true })
  })

  it("refuses the name of another, and a pillar that does not exist", async () => {
    await create("Nom pris")
    expect(await createService(gestionnaire, serviceInput.parse(fields("NOM PRIS")))).toMatchObject({
      refusal: "nom-pris",
    })
    const nowhere = serviceInput.parse({ ...fields("Ailleurs"), pilierId: "inconnu" })
    expect(await createService(gestionnaire, nowhere)).toMatchObject({ refusal: "pilier-inconnu" })
  })

  it("keeps its address when it is renamed, and tells the second of two writers", async () => {
    const slug = await create("Avant")
    const { version } = await file(slug)
    const change = serviceChangeInput.parse({ ...fields("Après"), service: slug, version, type_commune: "oui" })
    const answers = await Promise.all([updateService(gestionnaire, change), updateService(gestionnaire, change)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: "service-modifie" })
    expect(await file(slug)).toMatchObject({ nom: "Après", types: ["commune"] })
    const { rows } = await client.query(
      "select avant, apres from journal where evenement = 'service.updated' order by le desc limit 1",
    )
    expect(rows[0]).toMatchObject({ avant: { nom: "Avant" }, apres: { nom: "Après" } })
    expect(rows[0].avant).not.toHaveProperty("contact")
  })

  it("is managed by those who may", async () => {
    const support = agent({ personneId: randomUUID() }, "support")
    await expect(createService(support, serviceInput.parse(fields("Interdit")))).rejects.toThrow(AccessRefused)
  })
})

describe("a tarif", () => {
  it("ends the former of its unit on its day, and leaves what was asked for at the old price", async () => {
    const slug = await create("Prix daté")
    await price(slug, "10,00", "2026-01-01")
    await price(slug, "3,00", "2026-01-01", "compte")
    expect(await price(slug, "12,5", "2027-01-01")).toMatchObject({ ok: true })
    const { tarifs } = await file(slug)
    expect(tarifs.map(({ unite, prixUnitaire, depuis, jusqua }) => [unite, prixUnitaire, depuis, jusqua])).toEqual([
      ["poste", "12.5", "2027-01-01", null],
      ["compte", "3", "2026-01-01", null],
      ["poste", "10", "2026-01-01", "2027-01-01"],
    ])
  })

  it("never begins before the last one, nor on a service that membership covers", async () => {
    const slug = await create("Prix refusé")
    await price(slug, "10,00", "2026-06-01")
    expect(await price(slug, "9,00", "2026-06-01")).toMatchObject({ refusal: "tarif-anterieur" })
    const included = await create("Compris", { mode: "inclus" })
    expect(await price(included, "1", "2027-01-01")).toMatchObject({ refusal: "mode-sans-tarif" })
    expect(await price("inconnu", "1", "2027-01-01")).toMatchObject({ refusal: "service-inconnu" })
  })

  it("cannot be changed, even by its own staff's login", async () => {
    const staff = new Client({ connectionString: process.env.DATABASE_URL_AGENT })
    await staff.connect()
    try {
      await expect(staff.query(`update tarif set "prixUnitaire" = 0`)).rejects.toThrow(/Un tarif ne change pas/)
    } finally {
      await staff.end()
    }
  })
})
