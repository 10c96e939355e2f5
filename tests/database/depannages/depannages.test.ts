import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { askDepannage } from "@/lib/depannages/commands/ask.ts"
import {
  acknowledgeDepannage,
  closeAsAgent,
  closeAsMembre,
  retransmitDepannage,
} from "@/lib/depannages/commands/follow.ts"
import { transmitNextDepannage } from "@/lib/depannages/commands/transmit.ts"
import {
  findDepannage,
  listDepannables,
  listDepannagesOuverts,
  listMesDepannages,
} from "@/lib/depannages/queries/depannages.ts"
import { daysLate } from "@/lib/depannages/rules.ts"
import { askInput } from "@/lib/depannages/schema.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { httpFournisseur } from "@/lib/ports/fournisseur.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startFournisseur } from "@/scripts/local/fournisseur.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { freePort } from "@/tests/support/free-port.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const JETON = "jeton-d-essai"
const staff = agent({ personneId: personneId("gestionnaire") })
let server: LocalServer
let mine: { collectiviteId: string; publicId: string; souscription: string; poste: string }
let secretaire: ReturnType<typeof membre>

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query("update commande set \"prochainEssaiLe\" = 'infinity'")
  const { rows } = await owner.query(`select p."collectiviteId", c."publicId", s.id as souscription, p.id as poste
    from poste p join souscription s on s."collectiviteId" = p."collectiviteId" and s.id = p."souscriptionId" and s.etat = 'en_service'
    join collectivite c on c.id = p."collectiviteId" where p."retireLe" is null
    order by exists (select from rattachement r where r."collectiviteId" = c.id) desc, c.nom, p.numero limit 1`)
  mine = rows[0]
  secretaire = membre({ personneId: personneId("secretaire.breteuil") }, mine.collectiviteId, ["secretaire"])
  server = await startFournisseur({ port: await freePort(), jeton: JETON, composants: ["edr_soc"] })
})
afterAll(async () => {
  await server.close()
  await owner.end()
})

const fournisseur = () => httpFournisseur({ url: server.url, jeton: JETON, demonstration: true })
const fault = (name: string) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault: name }) })
const ask = (over: Record<string, string> = {}) =>
  askDepannage(
    secretaire,
    askInput.parse({
      ...{ collectivite: mine.publicId, souscription: mine.souscription, poste: mine.poste },
      ...{ objet: "Le poste ne démarre plus.", contactNom: "Secrétariat", contactTelephone: "02 32 00 00 00" },
      ...over,
    }),
  )
const file = async (id: string) => {
  const found = await read(staff, (tx) => findDepannage(tx, id))
  if (!found) throw new Error("no depannage")
  return found
}
const target = async (id: string) => ({
  ...{ collectivite: mine.publicId, depannage: id, version: (await file(id)).version },
})
const again = () => owner.query(`update depannage set "prochainEssaiLe" = now() - interval '1 second'`)

describe("a repair asked for by a member", () => {
  it("is about one of its posts in service, and staff are told", async () => {
    const [first] = await read(secretaire, (tx) => listDepannables(tx, mine.collectiviteId))
    expect(first?.postes.map(({ id }) => id)).toContain(mine.poste)
    expect(await ask({ souscription: stableId("souscription", "inconnue") })).toMatchObject({
      refusal: "souscription-inconnue",
    })
    expect(await ask({ poste: stableId("poste", "inconnu") })).toMatchObject({ refusal: "poste-inconnu" })
    const { id } = succeeded(await ask({ bloquant: "oui" }))
    expect(await file(id)).toMatchObject({ etat: "a_transmettre", bloquant: true })
    const { rows } = await owner.query(`select titre, lien from notification where "objetId" = $1`, [id])
    expect(rows[0]).toMatchObject({
      titre: expect.stringContaining("travail impossible"),
      lien: `/gestion/postes/depannages/${id}`,
    })
  })

  it("goes to the provider once it answers, and keeps its ticket and the day to follow up; sent twice, it is one", async () => {
    const [waiting] = await read(secretaire, (tx) => listMesDepannages(tx, mine.collectiviteId))
    const id = String(waiting?.id)
    await fault("fail")
    expect(await transmitNextDepannage(fournisseur())).toMatchObject({ value: { accepted: false } })
    expect(await file(id)).toMatchObject({ etat: "a_transmettre", reponse: "indisponible" })
    expect(await transmitNextDepannage(fournisseur()), "not before its next try").toMatchObject({ refusal: "rien" })
    await again()
    await fault("none")
    expect(await transmitNextDepannage(fournisseur())).toMatchObject({ value: { accepted: true } })
    expect(await file(id)).toMatchObject({ etat: "accuse", reference: "SAV-0001", suiviLe: addDays(today(), 1) })
    const { rows } = await owner.query(
      `select genre from notification where "objetId" = $1 and genre = 'depannage-suivi'`,
      [id],
    )
    expect(rows.length).toBeGreaterThan(0)
    const twice = await fournisseur().repair({
      ...{ id, objet: "x", bloquant: false, poste: null },
      client: { reference: mine.publicId, nom: "x", contact: "x", telephone: "x" },
    })
    expect(twice).toMatchObject({ accepted: true, reference: "SAV-0001" })
    expect(daysLate(await file(id), addDays(today(), 3))).toBe(2)
  })

  it("is closed by whoever asked, once; the second of two is told what it became", async () => {
    const [open] = await read(secretaire, (tx) => listMesDepannages(tx, mine.collectiviteId))
    const id = String(open?.id)
    const seen = await target(id)
    succeeded(await closeAsMembre(secretaire, { ...seen, resolution: "Redémarré à distance." }))
    expect(await closeAsAgent(staff, { ...seen, resolution: "x" })).toMatchObject({
      ...{ refusal: "depannage-change", details: { etat: "résolu" } },
    })
    expect(await closeAsAgent(staff, { ...(await target(id)), resolution: "x" })).toMatchObject({
      refusal: "transition-interdite",
    })
    const opened = await read(staff, (tx) => listDepannagesOuverts(tx, today()))
    expect(opened.some((one) => one.id === id)).toBe(false)
  })

  it("that the provider rejects waits for staff, who send it again or type its ticket", async () => {
    const { id } = succeeded(await ask({ poste: "" }))
    await fault("refuse")
    await transmitNextDepannage(fournisseur())
    expect(await file(id)).toMatchObject({ etat: "rejete", reponse: "client inconnu au marché" })
    succeeded(await retransmitDepannage(staff, await target(id)))
    await transmitNextDepannage(fournisseur())
    const ticket = { reference: "T-12", suiviLe: addDays(today(), 2) }
    succeeded(await acknowledgeDepannage(staff, { ...(await target(id)), ...ticket }))
    expect(await file(id)).toMatchObject({ etat: "accuse", reference: "T-12", reponse: null })
    const elsewhere = { ...(await target(id)), collectivite: "inconnue", resolution: "x" }
    expect(await closeAsAgent(staff, elsewhere)).toMatchObject({ refusal: "depannage-inconnu" })
  })
})

it("asks beside each field for what the provider needs", () => {
  const issues = askInput.safeParse({
    collectivite: "a",
    souscription: mine.souscription,
    objet: "",
    contactTelephone: "oui",
  })
  expect(issues.error?.issues.map(({ path }) => path.join(".")).sort()).toEqual([
    "contactNom",
    "contactTelephone",
    "objet",
  ])
})
