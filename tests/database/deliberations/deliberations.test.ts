import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { updateService } from "@/lib/catalogue/commands/services.ts"
import { startTarif } from "@/lib/catalogue/commands/start-tarif.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { tarifInput } from "@/lib/catalogue/schema/tarif.ts"
import { serviceChangeInput } from "@/lib/catalogue/schema.ts"
import {
  attachDeliberation,
  changeDeliberation,
  depositDeliberation,
  recordDeliberation,
} from "@/lib/deliberations/commands.ts"
import {
  findDeliberation,
  findDeliberationFichier,
  idsOf,
  listCitees,
  listCiteesPubliques,
  listSansDeliberation,
} from "@/lib/deliberations/queries.ts"
import { attachInput, changeInput, recordInput } from "@/lib/deliberations/schema.ts"
import { sweepDocuments } from "@/lib/documents/commands/sweep.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { changeRegle } from "@/lib/operateur/commands/change-regle.ts"
import { regleInput } from "@/lib/operateur/schema/regle.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { clamd } from "@/lib/ports/virus-scan.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { openClamd } from "@/tests/support/clamd.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { asFile, docx, eicar, onePagePdf, pdf } from "@/tests/support/files.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const admin = agent({ personneId: personneId("gestionnaire") }, "administrateur")
const SERVICE = "pack-cyber"
let scanner: Awaited<ReturnType<typeof openClamd>>

beforeAll(async () => {
  await owner.connect()
  scanner = await openClamd()
  await seed({ migrationUrl, departement: "27", today: today() })
}, 60_000)
afterAll(async () => {
  await scanner.close()
  await owner.end()
})

const member = async () => {
  const { rows } = await owner.query(`select id, "publicId", nom from collectivite where "codeInsee" = '27112'`)
  return membre({ personneId: personneId("gestionnaire") }, rows[0].id, ["secretaire"])
}
const ports = () => ({ storage: documentStorage(), scan: clamd({ url: scanner.url, timeoutMs: 5_000 }) })
const typed = (fichier: File, over: Record<string, string> = {}) =>
  recordInput.parse({
    ...{ organe: "Comité syndical", numero: "2026-31", objet: "Tarifs 2027", delibereLe: "2026-10-12", fichier },
    ...over,
  })
const price = async (deliberation: string, depuis: string, prixUnitaire = "15") =>
  startTarif(
    staff,
    tarifInput.parse({
      ...{ service: SERVICE, unite: "poste", periodicite: "mois", categorieTva: "S", tauxTva: "20" },
      ...{ depuis, prixUnitaire, deliberation },
    }),
  )
const fileOf = async (id: string) => {
  const found = await read(staff, (tx) => findDeliberation(tx, id))
  if (!found) throw new Error("no délibération")
  return found
}
const FUTURE = addDays(today(), 60)

describe("a délibération of the operator", () => {
  it("is kept with its file, judged by its content and scanned, once", async () => {
    const bytes = await pdf()
    const { id } = succeeded(await recordDeliberation(staff, typed(asFile(bytes, "délib.pdf")), ports()))
    const [first] = (await fileOf(id)).fichiers
    const stored = await read(staff, (tx) => findDeliberationFichier(tx, String(first?.id), "agent"))
    expect(stored && Buffer.compare(await readStored(stored, documentStorage()), Buffer.from(bytes))).toBe(0)
    expect(await recordDeliberation(staff, typed(asFile(bytes, "a.pdf")), ports())).toMatchObject({
      ...{ refusal: "deliberation-existante", details: { numero: "2026-31" } },
    })
    const other = { numero: "2026-32" }
    expect(await recordDeliberation(staff, typed(asFile(await docx(), "a.pdf"), other), ports())).toMatchObject({
      refusal: "fichier-pdf",
    })
    const infected = Buffer.concat([bytes, Buffer.from(`\n${eicar()}`)])
    expect(await recordDeliberation(staff, typed(asFile(infected, "a.pdf"), other), ports())).toMatchObject({
      ...{ refusal: "fichier-refuse", details: { raison: expect.stringContaining("antivirus") } },
    })
    await expect(
      recordDeliberation(
        agent({ personneId: personneId("gestionnaire") }, "support"),
        typed(asFile(bytes, "a.pdf"), other),
        ports(),
      ),
    ).rejects.toThrow(AccessRefused)
  })

  it("has dates in their order", () => {
    const raw = { organe: "Bureau", numero: "1", objet: "Tarifs", delibereLe: "2026-10-12" }
    const wrong = (over: Record<string, string>) =>
      recordInput
        .safeParse({ ...raw, fichier: asFile(onePagePdf(), "a.pdf"), ...over })
        .error?.issues.map(({ path }) => path.join("."))
    expect(wrong({})).toBeUndefined()
    expect(wrong({ transmiseLe: "2026-10-01" })).toContain("transmiseLe")
    expect(wrong({ recueLe: "2026-10-14" })).toContain("transmiseLe")
    expect(wrong({ transmiseLe: "2026-10-14", recueLe: "2026-10-13" })).toContain("recueLe")
    expect(wrong({ delibereLe: addDays(today(), 1) })).toContain("delibereLe")
  })

  it("is followed to the prefecture; what was voted no longer changes once a price rests on it", async () => {
    const id = await voteDeliberation(staff, { numero: "2026-40" })
    const known = await fileOf(id)
    const change = async (over: Record<string, string>) =>
      changeDeliberation(
        staff,
        changeInput.parse({
          ...{ deliberation: id, version: String((await fileOf(id)).version), organe: known.organe },
          ...{ numero: known.numero, objet: known.objet, delibereLe: known.delibereLe, publique: "oui", ...over },
        }),
      )
    expect(await change({ objet: "Tarifs du pack cyber" })).toMatchObject({ ok: true })
    succeeded(await price(id, FUTURE))
    expect(await change({ numero: "2026-41", objet: "Tarifs du pack cyber" })).toMatchObject({
      refusal: "deliberation-citee",
    })
    const followed = { objet: "Tarifs du pack cyber", transmiseLe: "2020-01-20", recueLe: "2020-01-21" }
    expect(await change({ ...followed, publieeLe: "2020-01-22" })).toMatchObject({ ok: true })
    expect(await fileOf(id)).toMatchObject({ recueLe: "2020-01-21", numero: "2026-40" })
    await expect(owner.query("update deliberation set numero = 'x' where id = $1", [id])).rejects.toThrow(
      /ne change pas/,
    )
    await expect(owner.query("delete from deliberation where id = $1", [id])).rejects.toThrow()
    const stale = changeInput.parse({
      ...{ deliberation: id, version: "1", organe: "x", numero: "x", objet: "x", delibereLe: "2020-01-15" },
    })
    expect(await changeDeliberation(staff, stale)).toMatchObject({ refusal: "deliberation-modifiee" })
  })

  it("takes a stamped version, the same file never twice; the sweep leaves both", async () => {
    const id = await voteDeliberation(staff, { fichier: asFile(onePagePdf({ catalog: "/Lang (a)" }), "a.pdf") })
    const again = asFile(onePagePdf({ catalog: "/Lang (a)" }), "b.pdf")
    expect(await depositDeliberation(staff, { deliberation: id, fichier: again }, ports())).toMatchObject({
      refusal: "fichier-identique",
    })
    const stamped = asFile(onePagePdf({ catalog: "/Lang (b)" }), "tampon.pdf")
    succeeded(await depositDeliberation(staff, { deliberation: id, fichier: stamped }, ports()))
    const { fichiers } = await fileOf(id)
    expect(fichiers.map(({ version }) => version)).toEqual([2, 1])
    await sweepDocuments(documentStorage())
    for (const { id: fichier } of fichiers) {
      const stored = await read(staff, (tx) => findDeliberationFichier(tx, fichier, "agent"))
      expect(stored && (await readStored(stored, documentStorage())).length).toBeGreaterThan(0)
    }
  })
})

describe("a tariff", () => {
  it("begins with its délibération and never before it, unless the operator decides otherwise", async () => {
    expect(await price("", addDays(FUTURE, 10))).toMatchObject({ refusal: "deliberation-requise" })
    expect(await price(crypto.randomUUID(), addDays(FUTURE, 10))).toMatchObject({ refusal: "deliberation-inconnue" })
    const late = await voteDeliberation(staff, { delibereLe: addDays(FUTURE, 20) })
    expect(await price(late, addDays(FUTURE, 10))).toMatchObject({ refusal: "deliberation-posterieure" })
    const regle = { type: "commune", mode: "taux_population", taux: "0,12", depuis: "2031-01-01" }
    expect(await changeRegle(admin, regleInput.parse(regle))).toMatchObject({ refusal: "deliberation-requise" })
    const hypothese = regleInput.parse({ ...regle, type: "autre", hypothese: "oui" })
    expect(await changeRegle(admin, hypothese)).toMatchObject({ ok: true })
    await owner.query(`update operateur set "deliberationExigee" = false`)
    expect(await price("", addDays(FUTURE, 10))).toMatchObject({ ok: true })
    await owner.query(`update operateur set "deliberationExigee" = true`)
  })

  it("that had none receives it once, when it did not begin before", async () => {
    const id = await voteDeliberation(staff, { delibereLe: calendarDate("2026-01-10") })
    const { tarifs } = await read(staff, (tx) => listSansDeliberation(tx, calendarDate("2026-01-10")))
    const [bare] = tarifs.filter(({ depuis }) => depuis === addDays(FUTURE, 10))
    const attach = (objet: string) => attachDeliberation(staff, attachInput.parse({ deliberation: id, objet }))
    succeeded(await attach(`tarif:${bare?.id}`))
    expect(await attach(`tarif:${bare?.id}`)).toMatchObject({ refusal: "deliberation-deja-dite" })
    const { rows } = await owner.query(`select id from regle_cotisation where depuis < '2026-01-10' limit 1`)
    expect(await attach(`regle:${rows[0].id}`)).toMatchObject({ refusal: "deliberation-deja-dite" })
    expect(attachInput.safeParse({ deliberation: id, objet: "titre:1" }).success).toBe(false)
    expect((await fileOf(id)).tarifs).toMatchObject([{ service: { slug: SERVICE } }])
  })

  it("says its act with its price: to members, and to visitors where it is public; the file opens to the same", async () => {
    const now = addDays(today(), -1)
    const secret = await voteDeliberation(staff, { publique: false })
    await owner.query(
      `insert into tarif select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'unite', 'kit', 'depuis', $1::text,
        'jusqua', null, 'deliberationId', $2::text))).* from tarif t join service v on v.id = t."serviceId" where v.slug = $3 and t.genre = 'usage' limit 1`,
      [now, secret, SERVICE],
    )
    const shown = async (ctx: Parameters<typeof read>[0], list: typeof listCitees) =>
      read(ctx, async (tx) => {
        const service = await findOffered(tx, SERVICE, today())
        if (!service) throw new Error("no service")
        return [...(await list(tx, idsOf(service))).keys()]
      })
    const ctx = await member()
    expect(await shown(ctx, listCitees)).toContain(secret)
    expect(await shown(PUBLIC, listCiteesPubliques)).not.toContain(secret)
    const [fichier] = (await fileOf(secret)).fichiers
    const open = (who: Parameters<typeof read>[0], reader: "agent" | "membre" | "public") =>
      read(who, (tx) => findDeliberationFichier(tx, String(fichier?.id), reader))
    expect(await open(ctx, "membre")).not.toBeNull()
    expect(await open(PUBLIC, "public")).toBeNull()
    const unused = await voteDeliberation(staff, { publique: false })
    const [hidden] = (await fileOf(unused)).fichiers
    expect(await read(ctx, (tx) => findDeliberationFichier(tx, String(hidden?.id), "membre"))).toBeNull()
    const open2 = await voteDeliberation(staff)
    const [visible] = (await fileOf(open2)).fichiers
    expect(await read(PUBLIC, (tx) => findDeliberationFichier(tx, String(visible?.id), "public"))).not.toBeNull()
  })

  it("is paid another way by another decision: the act of the former way no longer stands beside it", async () => {
    const id = await voteDeliberation(staff)
    const before = await read(staff, (tx) => findServiceFile(tx, SERVICE))
    if (!before) throw new Error("no service")
    const objet = `service:${before.id}`
    succeeded(await attachDeliberation(staff, attachInput.parse({ deliberation: id, objet })))
    const change = async (mode: string) => {
      const file = await read(staff, (tx) => findServiceFile(tx, SERVICE))
      const { nom, pilierId, description, pourQui, pourDemarrer, contact, maturite, outil } = before
      const fields = { nom, pilierId, description, pourQui, pourDemarrer, contact, maturite, outil: outil ?? "" }
      const input = { service: SERVICE, version: file?.version, ...fields, mode, exigeApprobation: "oui" }
      succeeded(await updateService(staff, serviceChangeInput.parse(input)))
      return (await read(staff, (tx) => findServiceFile(tx, SERVICE)))?.deliberationId
    }
    expect(await change("unitaire")).toBe(id)
    expect(await change("a_l_euro")).toBeNull()
  })
})
