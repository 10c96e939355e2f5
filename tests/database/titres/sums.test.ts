import { XMLParser } from "fast-xml-parser"
import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { askAgain } from "@/lib/echanges/commands/ask-again.ts"
import { sendNextDepot } from "@/lib/echanges/commands/deposit.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { openDepots } from "@/lib/echanges/commands/open-depots.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { findFacturation } from "@/lib/indicateurs/queries/facturation.ts"
import { calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { sum, toEuros } from "@/lib/platform/money.ts"
import { httpChorus } from "@/lib/ports/chorus.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { approveProjet } from "@/lib/titres/commands/decide-projet.ts"
import { exportTitres } from "@/lib/titres/commands/export.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { proposeTitre } from "@/lib/titres/commands/propose-titre.ts"
import { storeNextAlone } from "@/lib/titres/commands/store-alone.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { listDesk, sumDesk } from "@/lib/titres/queries/desk.ts"
import { listSoldes } from "@/lib/titres/queries/soldes.ts"
import { correctionInput, deskFilter, exportInput, soldesFilter, titreInput } from "@/lib/titres/schema.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startChorus } from "@/scripts/local/chorus.ts"
import { agent } from "@/tests/support/contexts.ts"
import { brokenRules, readInvoice } from "@/tests/support/en16931.ts"
import { asFile, pdf } from "@/tests/support/files.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { insertReglement, insertTitre } from "@/tests/support/issued-titres.ts"
import { readPdf } from "@/tests/support/pdf-tools.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const storage = diskStorage(process.env.DOCUMENT_DIR ?? "")
const YEAR = yearOf(today())
const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

type Stored = {
  id: string
  reference: string
  nature: string
  canal: string
  ht: string
  tva: string
  ttc: string
  nom: string
  mediaType: string
  adresse: string
  cleEnveloppee: Buffer
  empreinte: string
}

let one: ReturnType<typeof agent>
let other: ReturnType<typeof agent>
let stored: Stored[]

/** For each channel: a titre out of scope and a taxed one of odd cents, then the réduction of a line of each. */
beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  await giveSirets(owner)
  await owner.query(`delete from courriel`)
  const staff = await rows<{ personneId: string }>(
    `select "personneId" from agent where role in ('gestionnaire', 'administrateur') order by role`,
  )
  one = agent({ personneId: staff[0]?.personneId ?? "" })
  other = agent({ personneId: staff[1]?.personneId ?? "" })
  const communes = await rows<{
    siren: string
  }>(`select c.siren from collectivite c join adhesion a on a."collectiviteId" = c.id
    and a.statut = 'adherent' join fiche f on f."collectiviteId" = c.id and f.siret is not null where c.type = 'commune' order by c.nom limit 4`)
  await owner.query(
    `update fiche f set "codeService" = 'COMPTA' from collectivite c where c.id = f."collectiviteId" and c.siren = $1`,
    [communes[0]?.siren],
  )
  const proof = await pdf()
  const issue = async (
    projet: Awaited<ReturnType<typeof proposeTitre>> | Awaited<ReturnType<typeof proposeCorrection>>,
  ) => {
    if (!projet.ok) throw new Error(projet.refusal)
    const made = await approveProjet(other, projet.value)
    if (!made.ok) throw new Error(made.refusal)
    return made.value.titre
  }
  for (const [index, canal] of (["pes", "pes", "depot", "depot"] as const).entries()) {
    await owner.query(`update operateur set "canalParDefaut" = $1`, [canal])
    const tva = index % 2 === 0 ? "O-0" : "S-20"
    const titre = await issue(
      await proposeTitre(
        one,
        titreInput.parse({
          ...{
            debiteur: communes[index]?.siren,
            objet: "Services 2026",
            fondement: "Convention",
            imputation: "",
            acte: "",
          },
          ...{
            numeroEngagement: "",
            codeService: "",
            "libelle-1": "Cotisation",
            "quantite-1": "2341",
            "prixUnitaire-1": "0,1",
          },
          ...{ "tva-1": tva, "libelle-2": "Atelier", "quantite-2": "3", "prixUnitaire-2": "33,33", "tva-2": tva },
        }),
      ),
    )
    await issue(
      await proposeCorrection(
        one,
        correctionInput.parse({
          ...{
            titre,
            etendue: "lignes",
            motif: "Une séance annulée",
            justificatif: asFile(proof, "p.pdf"),
            debiteur: "",
          },
          "montant-2": "33,33",
        }),
        { storage, scan: null },
      ),
    )
  }
  const pool = openTitrePdfPool(1)
  while ((await storeNextAlone({ storage, pool })).ok);
  await pool.close()
  stored = await rows<Stored>(
    `select t.id, t.exercice || '-' || t.serie || '-' || t.numero as reference, t.nature, t.canal, t."montantHt" as ht, t."montantTva" as tva,
       t."montantTtc" as ttc, d.nom, d."mediaType", d.adresse, d."cleEnveloppee", d.empreinte
     from titre t join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id order by t.numero`,
  )
}, 180_000)
afterAll(() => owner.end())

const euros = (cents: string) => toEuros(BigInt(cents))

describe("a titre that names no service of its debtor", () => {
  it("bears the one that the collectivité gave for all, and its correction too", async () => {
    const services = await rows<{ nature: string; service: string | null; sien: boolean }>(
      `select t.nature, t."codeService" as service, f."codeService" is not null as sien from titre t
       join fiche f on f."collectiviteId" = t."collectiviteId" order by t.numero`,
    )
    expect(services.filter(({ sien }) => sien)).toEqual([
      { nature: "recette", service: "COMPTA", sien: true },
      { nature: "reduction", service: "COMPTA", sien: true },
    ])
    expect(services.filter(({ sien }) => !sien).map(({ service }) => service)).toEqual(Array(6).fill(null))
  })
})

describe("each sum, read back where it was written", () => {
  it("is that of the lines in the database", async () => {
    expect(stored).toHaveLength(8)
    const wrong =
      await rows(`select t.id from titre t, lateral (select sum("montantHt") as ht, sum("montantTva") as tva from titre_ligne l
      where l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id) l where l.ht <> t."montantHt" or l.tva <> t."montantTva"`)
    expect(wrong).toEqual([])
  })

  it("is the same on the page and in the invoice it carries, which breaks no rule of EN 16931", async () => {
    for (const titre of stored) {
      const { text, attachments } = readPdf(await readStored(titre, storage))
      const page = text.replace(/\s/g, " ")
      expect(page, titre.reference).toContain(formatAmount(BigInt(titre.ttc)).replace(/\s/g, " "))
      if (titre.tva !== "0")
        for (const part of [titre.ht, titre.tva]) expect(page).toContain(formatAmount(BigInt(part)).replace(/\s/g, " "))
      if (titre.nature !== "recette") expect(page).toContain("Une séance annulée")
      const xml = String(attachments.get("factur-x.xml"))
      expect(brokenRules(xml), titre.reference).toEqual([])
      const { at } = readInvoice(xml)
      const total =
        "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation"
      expect(at("ExchangedDocument/TypeCode")).toBe(titre.nature === "recette" ? "380" : "381")
      expect(at("ExchangedDocument/ID")).toBe(titre.reference)
      expect([
        at(`${total}/TaxBasisTotalAmount`),
        at(`${total}/TaxTotalAmount`),
        at(`${total}/GrandTotalAmount`),
      ]).toEqual([...[euros(titre.ht), euros(titre.tva), euros(titre.ttc)]])
    }
  })

  it("is the same in the PES file of its bordereau, a correction naming the line it lowers", async () => {
    const waiting = await read(one, listBordereauxAFaire)
    expect(waiting.map(({ genre, titres }) => [genre, titres])).toEqual([
      ["annulation", 2],
      ["ordinaire", 2],
    ])
    await owner.query(`update operateur set "pesPoste" = '0270001', "pesCollectivite" = '123'`)
    const parser = new XMLParser({ ignoreAttributes: false, parseAttributeValue: false })
    for (const key of waiting) {
      expect(await makePes(one, key, { storage })).toMatchObject({ ok: true })
      const [file] = await rows<Stored & { ht: string }>(
        `select f."montantHt" as ht, f."montantTva" as tva, o.* from pes_fichier f join fichier_operateur o on o.id = f."fichierId"
         where f.genre = $1`,
        [key.genre],
      )
      if (!file) throw new Error("no file")
      const pes = parser.parse((await readStored(file, storage)).toString("latin1"))["n:PES_Aller"].PES_RecetteAller
      const mine = stored.filter((t) => t.canal === "pes" && (t.nature === "recette") === (key.genre === "ordinaire"))
      const pieces = [pes.Bordereau.Piece].flat()
      expect(pieces.map((piece: { BlocPiece: { IdPce: { "@_V": string } } }) => piece.BlocPiece.IdPce["@_V"])).toEqual(
        mine.map(({ reference }) => reference.split("-")[2]),
      )
      // The parser gives one line alone or a list; each is a `Line` by the structure of PES.
      const lines = pieces.map((piece: { LigneDePiece: unknown }) => [piece.LigneDePiece].flat() as Line[])
      for (const [index, titre] of mine.entries()) {
        const infos = (lines[index] ?? []).map(({ BlocLignePiece: { InfoLignePiece, RattachPiece } }) => ({
          ...InfoLignePiece,
          RattachPiece,
        }))
        expect(toEuros(sum(infos.map(({ MtHT }) => centsOf(MtHT))))).toBe(euros(titre.ht))
        expect(toEuros(sum(infos.map(({ MtTVA }) => centsOf(MtTVA))))).toBe(euros(titre.tva))
        if (titre.nature !== "recette") expect(infos[0]?.RattachPiece?.IdLigneOrig["@_V"]).toBe("2")
      }
      expect(pes.Bordereau.BlocBordereau.MtBordHt["@_V"]).toBe(toEuros(sum(mine.map(({ ht }) => BigInt(ht)))))
      expect(file.ht).toBe(String(sum(mine.map(({ ht }) => BigInt(ht)))))
      expect(file.tva).toBe(String(sum(mine.map(({ tva }) => BigInt(tva)))))
    }
  })

  it("leaves for Chorus Pro as an invoice and its credit note, once each", async () => {
    const identity = { clientId: "portail", clientSecret: "secret-secret" }
    const server = await startChorus({ ...identity, port: await freePort(), account: "TECH:mot", stepMs: 0 })
    const chorus = httpChorus({
      ...{ ...identity, login: "TECH", password: "mot", demonstration: true, timeoutMs: 2_000 },
      ...{ apiUrl: `${server.url}/cpro/`, oauthUrl: `${server.url}/api/oauth/token` },
    })
    expect(await openDepots()).toMatchObject({ value: { depots: 4 } })
    for (let n = 0; n < 4; n += 1) expect(await sendNextDepot({ chorus, storage })).toMatchObject({ ok: true })
    const etats = await rows(`select etat, count(*)::int as n from depot group by etat`)
    await server.close()
    expect(etats).toEqual([{ etat: "depose", n: 4 }])
  })

  it("leaves again with all that were refused, at the word of those who bill, and nothing else does", async () => {
    await owner.query(
      `update depot set etat = 'rejete' where "titreId" in (select id from titre where nature = 'recette')`,
    )
    const all = { exercice: YEAR, quoi: "tout" as const, titres: [] }
    await expect(askAgain(agent({ personneId: one.who.personneId }, "support"), all)).rejects.toThrow()
    expect(await askAgain(one, { ...all, exercice: YEAR - 1 })).toMatchObject({ refusal: "rien-a-refaire" })
    expect(await askAgain(one, all)).toMatchObject({ value: { depots: 2, pages: 0 } })
    expect(await rows(`select etat, count(*)::int as n from depot group by etat order by etat`)).toEqual([
      { etat: "a_deposer", n: 2 },
      { etat: "depose", n: 2 },
    ])
  })

  it("is what the screens and the exports say, exercice by exercice", async () => {
    const filter = deskFilter.parse({ exercice: String(YEAR), tri: "numero" })
    const { list, sums, figures } = await read(one, async (tx) => ({
      list: await listDesk(tx, filter, { day: today() }),
      sums: await sumDesk(tx, { ...filter, nature: "recette" }, today()),
      figures: await findFacturation(tx, YEAR, today()),
    }))
    expect(list.map(({ montant }) => String(montant))).toEqual(stored.map(({ ttc }) => ttc))
    const of = (nature: boolean) =>
      sum(stored.filter((t) => (t.nature === "recette") === nature).map(({ ttc }) => BigInt(ttc)))
    expect(sums).toMatchObject({ titres: 4, montant: of(true), corrige: of(false), reste: of(true) - of(false) })
    expect(figures).toMatchObject({
      emis: { nombre: 4, montant: of(true) },
      corriges: { nombre: 4, montant: of(false) },
      dus: { nombre: 4, montant: of(true) - of(false) },
    })
    const csv = (
      await exportTitres(one, exportInput.parse({ exercice: String(YEAR), quoi: "lignes" }))
    ).bytes.toString()
    const total = csv.split("\r\n").slice(1).filter(Boolean)
    expect(
      toEuros(sum(total.map((line) => centsOf({ "@_V": (line.split(";").at(-1) ?? "").replace(",", ".") })))),
    ).toBe(toEuros(of(true) - of(false)))
  })
})

describe("each figure of the cockpit", () => {
  it("is the length of the list that it opens", async () => {
    const [first] = await rows<{ collectiviteId: string }>(`select "collectiviteId" from titre limit 1`)
    await insertTitre(owner, {
      ...{ collectiviteId: first?.collectiviteId ?? "", exercice: YEAR, emisParId: one.who.personneId, serie: "ESSAI" },
      ...{ echeance: `${YEAR}-03-02`, lignes: [{ libelle: "En retard", montantHt: 100n }] as const },
    })
    const lists = {
      emis: { nature: "recette" },
      aEnvoyer: { depart: "a_envoyer" },
      partis: { depart: "parti" },
      refuses: { depart: "refuse" },
      payes: { situation: "paye" },
      retard: { situation: "retard" },
      corriges: { situation: "corrige" },
      dus: { situation: "du" },
      credits: { situation: "credit" },
    }
    const found = await read(one, async (tx) => ({
      figures: await findFacturation(tx, YEAR, today()),
      lists: await Promise.all(
        Object.entries(lists).map(async ([name, filter]) => {
          const parsed = deskFilter.parse({ exercice: String(YEAR), ...filter })
          return [name, (await sumDesk(tx, parsed, today())).titres] as const
        }),
      ),
    }))
    // Object.entries forgot that its names are those of `lists`.
    for (const [name, length] of found.lists)
      expect([name, found.figures[name as keyof typeof lists].nombre]).toEqual([name, length])
    expect(found.figures.retard.nombre).toBe(1)
    expect(found.figures.partis.nombre).toBe(2)
  })
})

type Value = { "@_V": string }
type Line = {
  BlocLignePiece: { InfoLignePiece: { MtHT: Value; MtTVA?: Value }; RattachPiece?: { IdLigneOrig: Value } }
}

function centsOf(value: Value | undefined): bigint {
  if (!value) return 0n
  const [, sign = "", whole = "0", digits = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value["@_V"]) ?? []
  return BigInt(`${sign}${whole}${digits.padEnd(2, "0")}`)
}

describe("the balance of a debtor", () => {
  it("does not hide what was paid too much on one titre behind what is owed on another, on the page nor in the file", async () => {
    const [body] = await rows<{ id: string; nom: string }>(
      `select id, nom from collectivite c where type = 'commune' and not exists (select from titre t where t."collectiviteId" = c.id) limit 1`,
    )
    const titre = { collectiviteId: body?.id ?? "", exercice: YEAR - 1, emisParId: one.who.personneId, serie: "ESSAI" }
    const paid = await insertTitre(owner, { ...titre, lignes: [{ libelle: "Payé deux fois", montantHt: 1_000n }] })
    await insertTitre(owner, { ...titre, lignes: [{ libelle: "À payer", montantHt: 5_000n }] })
    await insertReglement(owner, paid, 2_000n)
    const filter = soldesFilter.parse({ cherche: body?.nom, solde: "credit" })
    expect(await read(one, (tx) => listSoldes(tx, filter))).toMatchObject([{ titres: 2, du: 4_000n, credit: 1_000n }])
    const file = await exportTitres(one, exportInput.parse({ ...filter, quoi: "soldes" }))
    expect(file.bytes.toString().trim().split("\r\n")[1]).toMatch(/;40,00;10,00$/)
  })
})
