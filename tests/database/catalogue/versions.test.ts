import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { publishVersion } from "@/lib/catalogue/commands/publish-version.ts"
import { findConditions } from "@/lib/catalogue/queries/conditions.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { findVersion, findVersionEnVigueur } from "@/lib/catalogue/queries/versions.ts"
import { checkConditions } from "@/lib/catalogue/rules/conditions.ts"
import { changesFor, compareVersions } from "@/lib/catalogue/rules/versions.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const day = today()
const MESNILS = stableId("collectivite", "27198")
const SYNDICAT = stableId("collectivite", "syndicat-d-eau-01")
const secretaire = (id = MESNILS) => membre({ personneId: personneId("secretaire.breteuil") }, id, ["secretaire"])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: day })
})
afterAll(() => owner.end())

const ask = (slug: string, id = MESNILS) =>
  prepareSouscription(
    secretaire(id),
    prepareInput.parse({
      ...{ collectivite: "x", service: slug, tarif: "", quantite: "1", dateSouhaitee: addDays(day, 30) },
      ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
    }),
  )

describe("a version of the catalogue", () => {
  it("is frozen by the database, whoever asks, and dated after the one before", async () => {
    await owner.query(`update service set "pourQui" = 'Toutes les mairies' where slug = 'sondage-en-ligne'`)
    const input = { libelle: "Essai", note: null, depuis: addDays(day, 40) }
    const published = await publishVersion(staff, input)
    expect(published.ok).toBe(true)
    const numero = published.ok ? published.value.numero : 0
    expect(await publishVersion(staff, { ...input, depuis: day })).toMatchObject({ refusal: "version-anterieure" })
    expect(await publishVersion(staff, { ...input, depuis: addDays(day, 41) })).toMatchObject({
      refusal: "version-identique",
    })
    for (const change of [
      `update catalogue_version set libelle = 'autre' where numero = ${numero}`,
      `delete from catalogue_version where numero = ${numero}`,
      `update catalogue_version_service set nom = 'autre'`,
      `delete from catalogue_version_service`,
      `insert into catalogue_version_service select "versionId", 900, 'x', 'x', 'x', '{}' from catalogue_version_service limit 1`,
      `truncate catalogue_version_service`,
    ])
      await expect(owner.query(change), change).rejects.toThrow(/ne change plus|ne se modifie pas/)
  })

  it("is in force from its day on, and says what changed from the one before", async () => {
    const [now, later] = await read(secretaire(), async (tx) => [
      await findVersionEnVigueur(tx, day),
      await findVersionEnVigueur(tx, addDays(day, 40)),
    ])
    expect(later?.numero).toBe((now?.numero ?? 0) + 1)
    const changes = compareVersions(now?.services ?? [], later?.services ?? [])
    expect(changes.find(({ slug }) => slug === "sondage-en-ligne")).toMatchObject({
      ...{ genre: "modifie", details: [{ champ: "Pour qui", apres: "Toutes les mairies" }] },
    })
    const ours = changesFor(changes, { type: "commune", habitants: 800, utilises: new Set(["sondage-en-ligne"]) })
    expect(ours.utilises.map(({ slug }) => slug)).toEqual(["sondage-en-ligne"])
    expect(await read(secretaire(), (tx) => findVersion(tx, 999))).toBeNull()
  })
})

describe("asking for a service", () => {
  it("is refused to whom an experimentation has not chosen, and open to whom it has, while it runs", async () => {
    expect(await ask("ia-generative")).toMatchObject({ ok: false, refusal: "experimentation-fermee" })
    const { rows } = await owner.query(
      `insert into experimentation ("serviceId", objet, montant, depuis, jusqua, deliberation, "delibereLe")
       select id, 'Essai', 100, $1, $2, '2026-1', $1 from service where slug = 'ia-generative' returning id`,
      [addDays(day, -10), addDays(day, 10)],
    )
    await owner.query(
      `insert into experimentation_membre ("collectiviteId", "experimentationId", "choisiParId") values ($1, $2, $3)`,
      [MESNILS, rows[0].id, personneId("gestionnaire")],
    )
    expect(await ask("ia-generative", SYNDICAT)).toMatchObject({ refusal: "experimentation-fermee" })
    await owner.query("update experimentation set jusqua = $1 where id = $2", [addDays(day, -1), rows[0].id])
    expect(await ask("ia-generative")).toMatchObject({ refusal: "experimentation-fermee" })
    await owner.query("update experimentation set jusqua = $1 where id = $2", [day, rows[0].id])
    expect((await ask("ia-generative")).ok).toBe(true)
  })

  it("is refused by size, by a prerequisite that is not in service, and when there is no place left", async () => {
    const set = (sql: string) => owner.query(`update service set ${sql} where slug = 'sondage-en-ligne'`)
    await set(`"populationMin" = 100000`)
    expect(await ask("sondage-en-ligne")).toMatchObject({
      refusal: "population-hors",
      details: { bornes: "de 100\u202f000 habitants et plus" },
    })
    await set(`"populationMin" = null`)
    await owner.query(`insert into service_prerequis select s.id, r.id from service s, service r
      where s.slug = 'sondage-en-ligne' and r.slug = 'sensibilisation-cyber'`)
    expect(await ask("sondage-en-ligne")).toMatchObject({ refusal: "prerequis-manquant" })
    await owner.query("delete from service_prerequis")
    const service = await read(secretaire(SYNDICAT), (tx) => findOffered(tx, "sondage-en-ligne", day))
    if (!service) throw new Error("no service")
    await set("capacite = 1")
    const full = await read(secretaire(SYNDICAT), async (tx) => {
      const limited = { ...service, capacite: 1 }
      return checkConditions(limited, await findConditions(tx, limited, SYNDICAT, day))
    })
    expect(full).toMatchObject({ refusal: "complet", details: { capacite: "1" } })
  })
})
