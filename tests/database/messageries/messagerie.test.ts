import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { checkZone, completeEtape } from "@/lib/messageries/commands/follow.ts"
import { addBoite, chooseNom } from "@/lib/messageries/commands/prepare.ts"
import { findMessagerie } from "@/lib/messageries/queries/messagerie.ts"
import { announceMaintenance } from "@/lib/outils/commands/manage.ts"
import { resolverDns } from "@/lib/ports/dns.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { demoZones } from "@/prisma/seed/messageries.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startDns } from "@/scripts/local/dns.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const MESNILS = stableId("collectivite", "27198")
const SYNDICAT = stableId("collectivite", "syndicat-d-eau-01")
const SOUSCRIPTION = stableId("souscription", "27198:messagerie-nom-de-domaine")
const messagerie = stableId("messagerie", "27198")
const collectivite = stablePublicId("27198")
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, MESNILS, ["secretaire"])
const stranger = membre({ personneId: personneId("secretaire.syndicat") }, SYNDICAT, ["secretaire"])
const staff = agent({ personneId: personneId("gestionnaire") }, "support")
let server: LocalServer
let port: number

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27" })
  port = await freePort()
  server = await startDns({ port, zones: demoZones() })
})
afterAll(async () => {
  await server.close()
  await owner.end()
})

const dns = () => resolverDns(`127.0.0.1:${port}`)
const etatsOf = async () => {
  const file = await read(secretaire, (tx) => findMessagerie(tx, MESNILS, SOUSCRIPTION))
  return Object.fromEntries((file?.controles ?? []).map(({ genre, etat }) => [genre, etat]))
}

it("checks the zone by a real resolver, and the switch waits for the line that is wrong", async () => {
  expect((await checkZone(secretaire, { collectivite, messagerie }, dns())).ok).toBe(true)
  expect(await etatsOf()).toEqual({ mx: "conforme", spf: "conforme", dkim: "conforme", dmarc: "incorrect" })
  for (const etape of ["reprise", "redirection"] as const)
    expect((await completeEtape(staff, { collectivite, messagerie, etape })).ok).toBe(true)
  expect(await completeEtape(secretaire, { collectivite, messagerie, etape: "bascule" })).toMatchObject({
    refusal: "etape-autre",
  })
  expect(await completeEtape(staff, { collectivite, messagerie, etape: "bascule" })).toMatchObject({
    ...{ refusal: "zone-non-conforme", details: { restants: "DMARC" } },
  })
  const fixed = { nom: "_dmarc.mesnils-sur-iton.invalid", type: "TXT", valeur: "v=DMARC1; p=reject" }
  await fetch(server.url, { method: "POST", body: new URLSearchParams(fixed) })
  expect((await checkZone(staff, { collectivite, messagerie }, dns())).ok).toBe(true)
  expect((await completeEtape(staff, { collectivite, messagerie, etape: "bascule" })).ok).toBe(true)
  expect(await completeEtape(staff, { collectivite, messagerie, etape: "bascule" })).toMatchObject({
    refusal: "etape-faite",
  })
  const renamed = { collectivite, souscription: SOUSCRIPTION, nom: "autre-nom.fr", ancienneAdresse: null }
  expect(await chooseNom(secretaire, renamed, dns())).toMatchObject({ refusal: "nom-bascule" })
  await expect(owner.query("delete from migration_etape")).rejects.toThrow(/ne se modifie pas/)
})

it("gives another collectivité's mail the answer of an unknown one, and no mailbox twice", async () => {
  const boite = { collectivite, messagerie, adresse: "accueil", genre: "partagee", usage: "Accueil" } as const
  expect(await addBoite(stranger, boite)).toMatchObject({ refusal: "messagerie-inconnue" })
  expect(await checkZone(stranger, { collectivite, messagerie }, dns())).toMatchObject({
    refusal: "messagerie-inconnue",
  })
  expect(await addBoite(secretaire, boite)).toMatchObject({ refusal: "adresse-prise" })
  const nom = { collectivite, souscription: SOUSCRIPTION, nom: "syndicat.fr", ancienneAdresse: null }
  expect(await chooseNom(stranger, nom, dns())).toMatchObject({ refusal: "sans-souscription" })
})

it("announces a stop of a tool to the teams of those who use it, once", async () => {
  const stop = {
    service: "tiers-teletransmission",
    debut: "2099-01-10T18:00",
    fin: "2099-01-10T20:00",
    objet: "Essai.",
  }
  expect((await announceMaintenance(staff, stop)).ok).toBe(true)
  const { rows } = await owner.query(
    `select count(distinct "collectiviteId")::int as told,
    (select count(distinct s."collectiviteId")::int from souscription s join service v on v.id = s."serviceId"
      join rattachement r on r."collectiviteId" = s."collectiviteId" where v.slug = $1 and s.etat = 'en_service') as users
    from notification where genre = 'outil-maintenance'`,
    [stop.service],
  )
  expect(rows[0].told).toBe(rows[0].users)
  expect(rows[0].told).toBeGreaterThan(0)
  expect(await announceMaintenance(staff, { ...stop, fin: stop.debut })).toMatchObject({ refusal: "periode-inversee" })
})
