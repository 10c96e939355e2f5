import { createHash } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { findAttente } from "@/lib/documents/queries/transmissions.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, bytesOf, charteToSign, signBoth, testSceau } from "@/tests/support/engagements.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const sceau = testSceau()
const now = new Date()
const staff = agent({ personneId: personneId("gestionnaire") })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur")
const maire = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

/** A commune that is no member, with its mayor. */
async function prospect(code: string) {
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
  return {
    collectiviteId,
    collectivite: stablePublicId(code),
    mandat: String(rows[0]?.id),
    elu: membre(maire, collectiviteId, ["elu"]),
  }
}

const etatOf = async (table: string, id: string) =>
  (await owner.query<{ etat: string }>(`select etat from ${table} where id = $1`, [id])).rows[0]?.etat

describe("a charte", () => {
  it("is signed by the élu, countersigned, sealed with its evidence, and makes the member", async () => {
    const { elu, ...commune } = await prospect("14001")
    const { dossier, acte } = await charteToSign({ staff, ...commune })
    const shown = await acteOf(acte)
    expect(shown.contenu.faits.map(([label]) => label)).toContain("Cotisation annuelle")
    const original = await bytesOf(shown.documentId)
    expect(createHash("sha256").update(original).digest("hex")).toBe(shown.empreinte)

    const attenteOf = (id: string | null) =>
      read(elu, (tx) => findAttente(tx, stableId("collectivite", "14001"), String(id)))
    expect(await attenteOf(shown.documentId), "nobody transmits what is not signed").toBeNull()

    const sealed = await signBoth(acte, elu, president, sceau)
    expect(await attenteOf(sealed.scelleDocumentId)).toEqual({ attend: "transmission", avant: addDays(today(), 15) })
    expect(sealed.etat).toBe("scelle")
    expect(await etatOf("dossier_adhesion", dossier)).toBe("en_vigueur")
    const { rows } = await owner.query(
      `select statut, depuis::text from adhesion where "collectiviteId" = $1 and jusqua is null`,
      [commune.collectiviteId],
    )
    expect(rows).toEqual([{ statut: "adherent", depuis: today() }])

    const bytes = await bytesOf(sealed.scelleDocumentId)
    if (process.env.KEEP_PDF) (await import("node:fs")).writeFileSync(process.env.KEEP_PDF, bytes)
    expect(bytes.subarray(0, original.length).equals(original)).toBe(true)
    const { info, text: pages, signatures, attachments, complaints } = inspectPdf(bytes)
    const text = pages.replace(/\s+/g, " ")
    expect(complaints).toBe("")
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(signatures).toContain("Signature is Valid.")
    expect(signatures).toContain("Total document signed")
    expect(text).toContain("Charte d’adhésion")
    expect(text).toContain("Dossier de preuve")
    expect(text).toContain("ni avancée ni qualifiée")
    const preuve = JSON.parse(String(attachments.get("preuve.json")))
    expect(preuve).toMatchObject({ empreinte: shown.empreinte, taille: original.length })
    expect(preuve.preuves).toHaveLength(2)
    expect(preuve.preuves[0]).toMatchObject({ fonction: "Maire", empreinte: shown.empreinte, niveau: "simple" })
  }, 60_000)

  it("is not signed on another document than the one shown", async () => {
    const { elu, ...commune } = await prospect("14041")
    const { acte } = await charteToSign({ staff, ...commune })
    const answer = await signActe(elu, { acte, empreinte: "0".repeat(64) })
    expect(answer).toMatchObject({ ok: false, refusal: "document-change" })
    expect(await etatOf("acte", acte)).toBe("a_signer")
  })

  it("is not signed by an élu whose mandate ended yesterday, whatever the code does", async () => {
    const { elu, ...commune } = await prospect("14202")
    const { acte } = await charteToSign({ staff, ...commune })
    const { empreinte } = await acteOf(acte)
    await owner.query(`update mandat set jusqua = current_date where id = $1`, [commune.mandat])
    const answer = await signActe(elu, { acte, empreinte: empreinte ?? "" })
    expect(answer).toMatchObject({ ok: false, refusal: "mandat-termine" })
    await owner.query(
      `insert into signature ("collectiviteId", "acteId", rang, "mandatId", niveau, "personneId", nom, fonction, fondement, empreinte, le, preuve)
       values ($1, $2, 1, $3, 'simple', $4, 'x', 'Maire', 'x', $5, now(), '{}')`,
      [commune.collectiviteId, acte, commune.mandat, maire.personneId, empreinte],
    )
    await expect(owner.query(`update acte set etat = 'signe' where id = $1`, [acte])).rejects.toThrow(
      /Aucune signature valable/,
    )
  })

  it("wants a fresh personal factor, a person and not a mailbox, and a signatory of the operator", async () => {
    const { elu, ...commune } = await prospect("14243")
    const { acte } = await charteToSign({ staff, ...commune })
    const { empreinte } = await acteOf(acte)
    const input = { acte, empreinte: empreinte ?? "" }
    const denied = (ctx: typeof elu) =>
      signActe(ctx, input).catch((error: unknown) => (error instanceof AccessRefused ? error.denial : "surprise"))
    const old = new Date(Date.now() - 16 * 60_000)
    expect(await denied(membre({ ...maire, facteurConfirmeLe: old }, commune.collectiviteId, ["elu"]))).toBe(
      "facteur-manquant",
    )
    expect(await denied(membre({ ...maire, boite: true }, commune.collectiviteId, ["elu"]))).toBe("boite-partagee")
    expect((await signActe(elu, input)).ok).toBe(true)
    expect(await signActe(elu, input)).toMatchObject({ ok: false })
    const other = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now })
    expect(await countersignActe(other, input)).toMatchObject({ refusal: "signataire-absent" })
  })
})
