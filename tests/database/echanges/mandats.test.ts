import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { exportMandats } from "@/lib/echanges/commands/export-mandats.ts"
import { answerMandat, passMandat } from "@/lib/echanges/commands/follow-mandat.ts"
import { renderCertificat } from "@/lib/echanges/pdf/certificat.ts"
import { countMandats, findMandat, listMandats } from "@/lib/echanges/queries/mandats.ts"
import { answerMandatInput, mandatsExport, mandatsFilter, passMandatInput } from "@/lib/echanges/schema.ts"
import { askClosing, closeExercice } from "@/lib/exercices/commands.ts"
import { findWaiting } from "@/lib/indicateurs/queries/desk.ts"
import { listBordereaux } from "@/lib/indicateurs/queries/facturation.ts"
import { addDays, today, yearOf } from "@/lib/platform/dates.ts"
import type { Result } from "@/lib/platform/result.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { approveProjet } from "@/lib/titres/commands/decide-projet.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { findEmetteur } from "@/lib/titres/queries.ts"
import { correctionInput } from "@/lib/titres/schema.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { asFile } from "@/tests/support/files.ts"
import { insertTitre } from "@/tests/support/issued-titres.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const YEAR = yearOf(today())
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
)

let staff: ReturnType<typeof agent>
let support: ReturnType<typeof agent>
let mandats: string[]

/** Two titres of last year, which is then closed, and what takes them back. */
beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "", departement: "27", today: today() })
  await giveSirets(owner)
  const { rows: people } = await owner.query<{ personneId: string; role: string }>(
    `select "personneId", role::text from agent where role in ('gestionnaire', 'administrateur', 'support') order by role`,
  )
  const of = (role: string) => String(people.find((one) => one.role === role)?.personneId)
  staff = agent({ personneId: of("gestionnaire") })
  support = agent({ personneId: of("support") }, "support")
  const second = agent({ personneId: of("administrateur") })
  const { rows: communes } = await owner.query<{ id: string }>(
    `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent'
     where c.type = 'commune' order by c.nom limit 2`,
  )
  const titres: string[] = []
  for (const { id: collectiviteId } of communes) {
    const lignes = [{ libelle: "Pack cyber", montantHt: 50_400n, taux: "20" }] as const
    const emisParId = staff.who.personneId
    titres.push(
      (await insertTitre(owner, { collectiviteId, exercice: YEAR - 1, canal: "pes", emisParId, lignes })).titreId,
    )
  }
  succeeded(await askClosing(staff, { annee: YEAR - 1 }))
  succeeded(await closeExercice(second, { annee: YEAR - 1 }))
  for (const titre of titres) {
    const asked = { titre, etendue: "tout", motif: "Émis deux fois", justificatif: asFile(PIXEL, "decompte.png") }
    const ports = { storage: diskStorage(process.env.DOCUMENT_DIR ?? ""), scan: null }
    const made = succeeded(await proposeCorrection(staff, correctionInput.parse({ ...asked, debiteur: "" }), ports))
    succeeded(await approveProjet(second, { projet: made.projet }))
  }
  mandats = (await read(staff, (tx) => listMandats(tx, mandatsFilter.parse({})))).map(({ id }) => id)
}, 120_000)
afterAll(() => owner.end())

function succeeded<V, R extends string>(result: Result<V, R>): V {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

const first = () => String(mandats[0])
const other = () => String(mandats[1])
const pass = (mandat: string, more: Record<string, unknown> = {}) =>
  passMandat(staff, passMandatInput.parse({ mandat, numero: "214", bordereau: "31", le: today(), ...more }))
const answer = (mandat: string, more: Record<string, unknown> = {}) =>
  answerMandat(staff, answerMandatInput.parse({ mandat, reponse: "pris_en_charge", le: today(), ...more }))
const etatOf = (id: string) => read(staff, (tx) => findMandat(tx, id)).then((one) => one?.etat)

describe("a mandat of a closed exercice", () => {
  it("waits to be passed, is counted where people look, and no titre is one", async () => {
    expect(mandats).toHaveLength(2)
    expect(await read(staff, (tx) => countMandats(tx))).toMatchObject({ a_passer: 2, passe: 0 })
    expect(await read(staff, findWaiting)).toMatchObject({ mandatsAPasser: 2 })
    const rows = (await read(staff, (tx) => listBordereaux(tx, YEAR))).filter(({ genre }) => genre === "mandat")
    expect(rows.reduce((sum, { aEnvoyer }) => sum + aEnvoyer, 0)).toBe(2)
    const { rows: titres } = await owner.query<{ id: string }>(`select id from titre where nature = 'recette' limit 1`)
    expect(await pass(String(titres[0]?.id))).toMatchObject({ refusal: "mandat-inconnu" })
  })

  it("is passed under a number that no other has, on a day that may be", async () => {
    expect(await pass(first(), { le: addDays(today(), 1) })).toMatchObject({ refusal: "jour-a-venir" })
    expect(await pass(first(), { le: `${YEAR - 1}-01-01` })).toMatchObject({ refusal: "jour-trop-tot" })
    expect(await answer(first())).toMatchObject({ refusal: "mandat-etat" })
    expect(await pass(first(), { numero: "214" })).toMatchObject({ ok: true })
    expect(await pass(other(), { numero: "214" })).toMatchObject({ refusal: "numero-pris" })
    expect(await pass(first(), { numero: "215", bordereau: "" })).toMatchObject({ ok: true })
    expect(await pass(other(), { numero: "214" })).toMatchObject({ ok: true })
    expect(await read(staff, (tx) => findMandat(tx, first()))).toMatchObject({
      ...{ etat: "passe", numeroPasse: "215", bordereauPasse: null },
      passages: [{ numero: "215" }, { numero: "214", bordereau: "31" }],
    })
  })

  it("typed by two people under one number at once is one of them's", async () => {
    const both = await Promise.all([pass(first(), { numero: "300" }), pass(other(), { numero: "300" })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it("rejected by the comptable waits again, and is taken in charge in the end", async () => {
    expect(
      answerMandatInput.safeParse({ mandat: first(), reponse: "rejete", le: today() }).error?.issues[0]?.path,
    ).toEqual(["motif"])
    expect(await answer(first(), { reponse: "rejete", motif: "Pièce manquante" })).toMatchObject({ ok: true })
    expect(await read(staff, findWaiting)).toMatchObject({ mandatsAPasser: 1 })
    expect(await answer(first())).toMatchObject({ refusal: "mandat-etat" })
    expect(await pass(first(), { numero: "320" })).toMatchObject({ ok: true })
    expect(await answer(first())).toMatchObject({ ok: true })
    expect(await etatOf(first())).toBe("pris_en_charge")
    expect(await pass(first(), { numero: "321" })).toMatchObject({ refusal: "mandat-etat" })
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from journal where evenement like 'passage.%' and objet = 'titre/' || $1`,
      [first()],
    )
    expect(rows[0]?.n).toBeGreaterThanOrEqual(5)
  })

  it("is followed by those who bill only, and what is written stays, whoever asks", async () => {
    const input = passMandatInput.parse({ mandat: other(), numero: "9", bordereau: "", le: today() })
    await expect(passMandat(support, input)).rejects.toThrow()
    await expect(owner.query(`update passage_mandat set numero = '1' where numero is not null`)).rejects.toThrow(
      /ne se modifie pas/,
    )
    await expect(
      owner.query(
        `insert into passage_mandat ("collectiviteId", "titreId", etat, le, "personneId")
         select "collectiviteId", id, 'pris_en_charge', current_date, "emisParId" from titre where nature = 'recette' limit 1`,
      ),
    ).rejects.toThrow(/interdit/)
  })

  it("leaves for the accounting software as a file whose sums are those of the titres", async () => {
    const { bytes, nom } = await exportMandats(staff, mandatsExport.parse({ exercice: YEAR }))
    const [head = "", ...rows] = bytes.toString("utf8").trim().split("\r\n")
    expect(nom).toMatch(new RegExp(`^mandats-${YEAR}-.*\\.csv$`))
    const column = (name: string) => head.replace("\ufeff", "").split(";").indexOf(name)
    const cells = rows.map((row) => row.split(";"))
    const { rows: sums } = await owner.query<{ total: string }>(
      `select sum("montantTtc")::text as total from titre where "surExerciceClos" and exercice = $1`,
      [YEAR],
    )
    const total = cells.reduce(
      (sum, row) => sum + Math.round(Number(row[column("Montant")]?.replace(",", ".")) * 100),
      0,
    )
    expect(String(total)).toBe(sums[0]?.total)
    expect(cells.map((row) => row[column("Compte")])).toEqual(["673", "673"])
    expect(cells.map((row) => row[column("Mandat passé sous le numéro")])).toContain("320")
  })

  it("is certified on a page that says the error, the titre and the sum", async () => {
    const { mandat, emetteur } = await read(staff, async (tx) => ({
      mandat: await findMandat(tx, first()),
      emetteur: await findEmetteur(tx, true),
    }))
    if (!mandat) throw new Error("no mandat")
    const bytes = await renderCertificat(mandat, emetteur, today())
    expect(bytes.equals(await renderCertificat(mandat, emetteur, today()))).toBe(true)
    const { info, text: written } = inspectPdf(bytes)
    expect(info).toMatch(/Pages:\s+1\n/)
    const text = written.replace(/\s+/g, " ")
    for (const said of [
      mandat.motif,
      mandat.origineReference,
      "673, titres annulés sur exercices antérieurs",
      mandat.nom,
    ])
      expect(text).toContain(said.replace(/\s+/g, " "))
  })
})
