import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })

const SYNDICAT = stableId("collectivite", "syndicat-d-eau-01")
const secretaire = { personneId: personneId("secretaire.breteuil") }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const acces = (collectiviteId: string, outil: "adresses" | "messagerie", type: "commune" | "syndicat" = "commune") =>
  read(membre(secretaire, collectiviteId), (tx) => findAcces(tx, { collectiviteId, type }, outil))

/** A member that never asked for it. */
async function without(outil: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null and a.statut = 'adherent'
     where c.type = 'commune' and not exists (select from souscription so join service s on s.id = so."serviceId"
       where so."collectiviteId" = c.id and s.outil = $1) order by c.nom limit 1`,
    [outil],
  )
  return String(rows[0]?.id)
}

const asked = (slug: string) =>
  prepareInput.parse({
    collectivite: "mesnils",
    service: slug,
    tarif: "",
    quantite: "1",
    dateSouhaitee: addDays(today(), 30),
    contactNom: "Secrétariat",
    contactCourriel: "mairie@demo.invalid",
  })

describe("access to a part of the portal", () => {
  it("is offered to whom the catalogue entitles, then opens with the request", async () => {
    const collectiviteId = await without("adresses")
    expect(await acces(collectiviteId, "adresses")).toMatchObject({
      etat: "a_souscrire",
      offre: { slug: "fiabilisation-bal" },
    })
    const answer = await prepareSouscription(membre(secretaire, collectiviteId), asked("fiabilisation-bal"))
    expect(answer.ok).toBe(true)
    expect(await acces(collectiviteId, "adresses")).toMatchObject({ etat: "ouvert" })
  })

  it("stays closed while the operator has not opened what it installs", async () => {
    const collectiviteId = await without("messagerie")
    const answer = await prepareSouscription(membre(secretaire, collectiviteId), asked("messagerie-nom-de-domaine"))
    expect(answer.ok).toBe(true)
    expect(await acces(collectiviteId, "messagerie")).toMatchObject({ etat: "demande" })
  })

  it("is refused, with its reason, to a type that the sheet does not name", async () => {
    expect(await acces(SYNDICAT, "adresses", "syndicat")).toMatchObject({
      etat: "non_eligible",
      refusal: "type-non-eligible",
    })
  })

  it("is absent when the catalogue holds no such service", async () => {
    await owner.query(`update service set etat = 'retire' where outil = 'adresses'`)
    expect(await acces(SYNDICAT, "adresses", "syndicat")).toEqual({ etat: "absent" })
    await owner.query(`update service set etat = 'publie' where outil = 'adresses'`)
  })
})

it("the members' login opens nothing that the catalogue does not open at once", async () => {
  await owner.query(`update service set "ouvertureImmediate" = false where outil = 'redevances'`)
  const other = await owner.query<{ id: string }>(
    `select c.id from collectivite c where c.type = 'commune' and not exists (select from souscription so join service s on s.id = so."serviceId"
       where so."collectiviteId" = c.id and s.outil = 'redevances') order by c.nom limit 1`,
  )
  const collectiviteId = other.rows[0]?.id as string
  const login = new Client({ connectionString: process.env.DATABASE_URL_MEMBRE ?? "" })
  await login.connect()
  try {
    await login.query("begin")
    await login.query(`select set_config('app.collectivites', $1, true)`, [collectiviteId])
    await expect(
      login.query(
        `insert into souscription ("collectiviteId", id, "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
         select $1, gen_random_uuid(), id, 'en_service', 1, current_date, 'x', 'x@demo.invalid', $2, current_date from service where outil = 'redevances'`,
        [collectiviteId, secretaire.personneId],
      ),
    ).rejects.toThrow(/Seul l'opérateur/)
  } finally {
    await login.end()
  }
})
