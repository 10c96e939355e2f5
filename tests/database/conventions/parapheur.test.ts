import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { depositNextActe, followNextActe } from "@/lib/conventions/commands/parapheur.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { sealNextActe } from "@/lib/conventions/commands/seal.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { today } from "@/lib/platform/dates.ts"
import { httpParapheur } from "@/lib/ports/parapheur.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { type ParapheurFault, startParapheur } from "@/scripts/local/parapheur.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, bytesOf, charteToSign, succeeded, testSceau } from "@/tests/support/engagements.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const folder = mkdtempSync(join(tmpdir(), "portail-parapheur-"))
const JETON = "jeton-d-essai"
const staff = agent({ personneId: personneId("gestionnaire") })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: new Date() }, "ordonnateur")
const maire = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }
const codes = ["27002", "27006", "27010", "27012", "27013"]

let server: LocalServer
const parapheur = () => httpParapheur({ url: `${server.url}/`, jeton: JETON })
const control = (fields: Record<string, string>) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams(fields) })
const fault = (name: ParapheurFault) => control({ fault: name })

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(`update operateur set "signatureExterne" = '{charte}'`)
  server = await startParapheur({ port: await freePort(), jeton: JETON, folder })
})
beforeEach(() => fault("none"))
afterAll(async () => {
  await server.close()
  await owner.end()
  rmSync(folder, { recursive: true, force: true })
})

async function waiting() {
  const code = String(codes.shift())
  const collectiviteId = stableId("collectivite", code)
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, 'elu', 'Maire', current_date - 90, 'essai')`,
    [collectiviteId, maire.personneId],
  )
  const { rows } = await owner.query<{ id: string }>(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire d''essai', 'Maire', current_date - 90, 'Délibération d''élection', $2) returning id`,
    [collectiviteId, maire.personneId],
  )
  const made = await charteToSign({ staff, collectivite: stablePublicId(code), mandat: String(rows[0]?.id) })
  return { ...made, elu: membre(maire, collectiviteId, ["elu"]) }
}

/** Asked again at once, whatever the delay that the last answer set. */
const again = (acte: string) =>
  owner.query(`update acte set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [acte])
const rowOf = async (acte: string) => (await owner.query(`select etat, erreur from acte where id = $1`, [acte])).rows[0]

describe("an act that the operator wants in its parapheur", () => {
  it("is refused to the portal's own signature, signed there, countersigned here, sealed over both", async () => {
    const { acte, elu } = await waiting()
    const { empreinte, documentId } = await acteOf(acte)
    const input = { acte, empreinte: empreinte ?? "" }
    expect(await signActe(elu, input)).toMatchObject({ refusal: "signature-externe" })
    succeeded(await depositNextActe(parapheur()))
    expect(await rowOf(acte)).toMatchObject({ etat: "au_parapheur" })
    succeeded(await followNextActe(parapheur()))
    expect(await rowOf(acte)).toMatchObject({ etat: "au_parapheur" })
    await control({ act: "signer" })
    await again(acte)
    succeeded(await followNextActe(parapheur()))
    expect(await rowOf(acte)).toMatchObject({ etat: "signe", erreur: null })
    succeeded(await countersignActe(president, input))
    succeeded(await sealNextActe(testSceau(), acte))
    const sealed = await bytesOf((await acteOf(acte)).scelleDocumentId)
    const original = await bytesOf(documentId)
    expect(sealed.subarray(0, original.length).equals(original)).toBe(true)
    const { signatures, attachments } = inspectPdf(sealed)
    expect(signatures.match(/Signature is Valid\./g)).toHaveLength(2)
    expect([...attachments.keys()].sort()).toEqual(["dossier-de-preuve.pdf", "preuve.json"])
    expect(JSON.parse(String(attachments.get("preuve.json"))).preuves[0]).toMatchObject({ niveau: "externe" })
  }, 60_000)

  it("waits while the parapheur refuses, fails, breaks or is down, and says why", async () => {
    const { acte } = await waiting()
    for (const [name, said] of [
      ["refuse", /422/],
      ["fail", /503/],
      ["break", /./],
    ] as const) {
      await fault(name)
      await again(acte)
      succeeded(await depositNextActe(parapheur()))
      const row = await rowOf(acte)
      expect(row.etat, name).toBe("a_signer")
      expect(row.erreur, name).toMatch(said)
    }
    await fault("none")
    await again(acte)
    succeeded(await depositNextActe(parapheur()))
    expect(await rowOf(acte)).toMatchObject({ etat: "au_parapheur", erreur: null })
  })

  it("waits no longer than its limit for a parapheur that does not answer, then asks again", async () => {
    const { acte } = await waiting()
    const hurried = httpParapheur({ url: `${server.url}/`, jeton: JETON, limitMs: 500 })
    await fault("stall")
    await again(acte)
    const asked = Date.now()
    succeeded(await depositNextActe(hurried))
    expect(Date.now() - asked).toBeLessThan(8_000)
    expect(await rowOf(acte)).toMatchObject({ etat: "a_signer", erreur: expect.stringMatching(/timeout|aborted/i) })
    await fault("none")
    await again(acte)
    succeeded(await depositNextActe(parapheur()))
    await fault("stall")
    await again(acte)
    // Those of the tests before are asked about too.
    while ((await followNextActe(hurried)).ok);
    expect(await rowOf(acte)).toMatchObject({ etat: "au_parapheur", erreur: expect.stringMatching(/timeout|aborted/i) })
  })

  it("takes back nothing but its own document", async () => {
    const { acte } = await waiting()
    succeeded(await depositNextActe(parapheur()))
    await control({ act: "signer" })
    for (const name of ["garbage", "altered"] as const) {
      await fault(name)
      await again(acte)
      succeeded(await followNextActe(parapheur()))
      expect((await rowOf(acte)).etat, name).toBe("au_parapheur")
    }
    expect((await rowOf(acte)).erreur).toContain("n'est pas le document déposé")
  })

  it("refused there, lets the file be prepared again", async () => {
    const { acte, dossier } = await waiting()
    succeeded(await depositNextActe(parapheur()))
    await control({ act: "refuser", motif: "Le conseil doit se prononcer d'abord." })
    await again(acte)
    // Those of the tests before are asked about too.
    while ((await followNextActe(parapheur())).ok);
    expect((await rowOf(acte)).etat).toBe("refuse")
    while ((await releaseNextActe()).ok);
    const { rows } = await owner.query(`select etat, "acteId" from dossier_adhesion where id = $1`, [dossier])
    expect(rows).toEqual([{ etat: "en_preparation", acteId: null }])
  })
})
