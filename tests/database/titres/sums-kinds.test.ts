import { XMLParser } from "fast-xml-parser"
import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { validatePartage } from "@/lib/partages/commands/decide.ts"
import { createPartage, setParticipant } from "@/lib/partages/commands/prepare.ts"
import { partageInput, participantInput } from "@/lib/partages/schema.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { sum, toEuros } from "@/lib/platform/money.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { findPaiements } from "@/lib/reglements/queries/titre.ts"
import { approveProjet } from "@/lib/titres/commands/decide-projet.ts"
import { exportTitres } from "@/lib/titres/commands/export.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { storeNextAlone } from "@/lib/titres/commands/store-alone.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { renderBordereau } from "@/lib/titres/pdf/bordereau.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { findBordereau } from "@/lib/titres/queries/bordereau.ts"
import { listDesk } from "@/lib/titres/queries/desk.ts"
import { findEmetteur, findTitre } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { correctionInput, deskFilter, exportInput } from "@/lib/titres/schema.ts"
import { BORDEREAU_LABELS, type BordereauKind } from "@/lib/titres/types.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { brokenRules, readInvoice } from "@/tests/support/en16931.ts"
import { asFile, pdf } from "@/tests/support/files.ts"
import { readPdf } from "@/tests/support/pdf-tools.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const storage = diskStorage(process.env.DOCUMENT_DIR ?? "")
/** A year that is over, so that it can be corrected while open, then once closed. */
const YEAR = 2025
const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

function taken<T>(result: { ok: true; value: T } | { ok: false; refusal: string; details?: unknown }): T {
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.details)}`)
  return result.value
}

type Kind = "cotisation" | "abonnement" | "partage" | "euro" | "annulation" | "reduction" | "mandat"
type Ligne = { rang: number; libelle: string; bases: string; ht: string; tva: string; origine: string | null }
type Titre = {
  collectiviteId: string
  id: string
  exercice: number
  serie: string
  numero: number
  nature: "recette" | "reduction" | "annulation"
  surExerciceClos: boolean
  ht: string
  tva: string
  ttc: string
  lignes: Ligne[]
  nom: string
  mediaType: string
  adresse: string
  cleEnveloppee: Buffer
  empreinte: string
}

let one: ReturnType<typeof agent>
let other: ReturnType<typeof agent>
let titres: Titre[]

/** One cost of odd cents that three bodies share, and one that another has reimbursed to the euro, validated by a second person. */
async function share(noms: readonly string[], cout: string, cle: "egale" | "pourcentage", categorieTva: string) {
  const { id: partage } = taken(
    await createPartage(
      one,
      partageInput.parse({
        ...{ exercice: String(YEAR), service: "dpo-mutualise", libelle: `Coût ${cle}`, cout, cle, categorieTva },
        ...(categorieTva === "S" ? { tauxTva: "20" } : {}),
      }),
    ),
  )
  const poids = cle === "pourcentage" ? { poids: "100" } : {}
  for (const collectivite of noms)
    taken(await setParticipant(one, participantInput.parse({ partage, collectivite, ...poids })))
  taken(await validatePartage(other, { partage }))
}

/** The campaign of a year for these bodies alone, from its preview to its pages. */
async function bill(siren: readonly string[]): Promise<void> {
  const { id: campagne } = taken(
    await createCampagne(
      one,
      createCampagneInput.parse({
        ...{ exercice: String(YEAR), taux: "0,10", genre: "totale", millesime: "2022", avecServices: "oui" },
        ...{ dateEmission: `${YEAR}-12-01`, echeance: `${YEAR}-12-31` },
        ...{ servicesDu: `${YEAR}-01-01`, servicesAu: `${YEAR}-12-31` },
      }),
    ),
  )
  await owner.query(
    `update campagne_ligne l set decision = case when c.siren = any($2) and l.montant is not null then 'inclure' else 'exclure' end::decision_ligne
     from collectivite c where c.id = l."collectiviteId" and l."campagneId" = $1`,
    [campagne, siren],
  )
  taken(await requestApproval(one, { campagne }))
  taken(await approveCampagne(other, { campagne }))
  taken(await launchCampagne(one, { campagne }))
  while ((await issueNextTranche()).ok);
}

async function correct(titre: string, change: Record<string, string>): Promise<void> {
  const proof = await pdf()
  const projet = taken(
    await proposeCorrection(
      one,
      correctionInput.parse({
        ...{ titre, motif: "Une erreur de quantité", justificatif: asFile(proof, "p.pdf"), debiteur: "", ...change },
      }),
      { storage, scan: null },
    ),
  )
  taken(await approveProjet(other, projet))
}

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  await giveSirets(owner)
  const staff = await rows<{ personneId: string }>(
    `select "personneId" from agent where role in ('gestionnaire', 'administrateur') order by role`,
  )
  one = agent({ personneId: staff[0]?.personneId ?? "" })
  other = agent({ personneId: staff[1]?.personneId ?? "" })
  // Seeded years are of the demonstration: here every titre is one of these.
  await owner.query(
    `update operateur set "canalParDefaut" = 'pes', serie = 'ESSAI', "pesPoste" = '0270001', "pesCollectivite" = '123'`,
  )
  await owner.query(`delete from courriel`)
  // The pack was not in service in that year: its posts began with it.
  const members = await rows<{ siren: string; nom: string }>(
    `select distinct c.siren, c.nom from poste q join souscription s on s."collectiviteId" = q."collectiviteId" and s.id = q."souscriptionId"
     join commande o on o."collectiviteId" = q."collectiviteId" and o.id = q."commandeId" and o.etat = 'realisee'
     join collectivite c on c.id = q."collectiviteId" join adhesion a on a."collectiviteId" = c.id and a.depuis < '2025-01-01'
     where s.etat = 'en_service' and s."enServiceLe" < '2025-12-01' and c.type = 'commune' order by c.nom limit 3`,
  )
  expect(members).toHaveLength(3)
  const noms = members.map(({ nom }) => nom)
  await share(noms, "1000,01", "egale", "E")
  await share([noms[0] ?? ""], "480,33", "pourcentage", "S")
  await bill(members.map(({ siren }) => siren))

  const found = (where: string) =>
    rows<{ id: string; rang: number }>(
      `select t.id, l.rang from titre t join titre_ligne l on l."titreId" = t.id where t.serie = 'ESSAI' and t.nature = 'recette' and ${where}
       order by t.numero, l.rang`,
    )
  const [[partage], cotisations, [pack]] = [
    await found(`l.origine like 'partage/%' and t.volet = 'services_exoneres'`),
    await found(`t.volet = 'cotisation'`),
    await found(`l.origine like 'souscription/%' and t.volet = 'services_taxes'`),
  ]
  await correct(partage?.id ?? "", { etendue: "tout" })
  await correct(pack?.id ?? "", { etendue: "lignes", [`montant-${pack?.rang}`]: "3,33" })
  await owner.query(
    `insert into exercice (annee, "demandeParId", "demandeLe", "closParId", "closLe") values ($1, $2, now(), $3, '2026-02-01')`,
    [YEAR, one.who.personneId, other.who.personneId],
  )
  await correct(cotisations[0]?.id ?? "", { etendue: "tout" })
  await correct(cotisations[1]?.id ?? "", { etendue: "lignes", "montant-1": "1,01" })

  const pool = openTitrePdfPool(1)
  while ((await storeNextTranche({ storage, pool })).ok);
  while ((await storeNextAlone({ storage, pool })).ok);
  await pool.close()
  titres = await rows<Titre>(
    `select t."collectiviteId", t.id, t.exercice::int, t.serie, t.numero, t.nature, t."surExerciceClos", t."montantHt" as ht, t."montantTva" as tva,
       t."montantTtc" as ttc, d.nom, d."mediaType", d.adresse, d."cleEnveloppee", d.empreinte, lignes
     from titre t join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id,
     lateral (select json_agg(json_build_object('rang', rang, 'libelle', libelle, 'bases', bases, 'ht', "montantHt"::text, 'tva', "montantTva"::text,
       'origine', origine) order by rang) as lignes from titre_ligne l where l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id) l
     where t.serie = 'ESSAI' or t."surExerciceClos" and t."dateEmission" = $1 order by t.exercice, t.serie, t.numero`,
    [today()],
  )
}, 300_000)
afterAll(() => owner.end())

const euros = (cents: string) => toEuros(BigInt(cents))
const spaced = (text: string) => text.replace(/\s+/g, " ")
const kindsOf = ({ nature, surExerciceClos, lignes }: Titre): Kind[] => {
  if (nature !== "recette") return [surExerciceClos ? "mandat" : nature]
  return lignes.map(({ origine, libelle }) =>
    origine === null
      ? "cotisation"
      : origine.startsWith("souscription/")
        ? "abonnement"
        : libelle.includes("egale")
          ? "partage"
          : "euro",
  )
}

describe("every kind of titre, its sums read back in each place", () => {
  it("is there: cotisation, subscription with VAT, shared cost, cost to the euro, annulation, réduction, mandat", () => {
    expect(new Set(titres.flatMap(kindsOf))).toEqual(
      new Set<Kind>(["cotisation", "abonnement", "partage", "euro", "annulation", "reduction", "mandat"]),
    )
    for (const { lignes, ht, tva, ttc } of titres) {
      expect(String(sum(lignes.map((ligne) => BigInt(ligne.ht))))).toBe(ht)
      expect(String(sum(lignes.map((ligne) => BigInt(ligne.tva))))).toBe(tva)
      expect(BigInt(ht) + BigInt(tva)).toBe(BigInt(ttc))
    }
  })

  it("says the same cents on its page, line by line, and in the invoice that the page carries", async () => {
    for (const titre of titres) {
      const reference = titreReference(titre)
      const { text, attachments } = readPdf(await readStored(titre, storage))
      const page = spaced(text)
      expect(page, reference).toContain(spaced(formatAmount(BigInt(titre.ttc))))
      for (const { ht, bases } of titre.lignes) {
        expect(page, reference).toContain(spaced(formatAmount(BigInt(ht))))
        expect(page.replace(/ /g, ""), reference).toContain(bases.replace(/\s/g, ""))
      }
      if (titre.tva !== "0") expect(page).toContain(spaced(formatAmount(BigInt(titre.tva))))
      const xml = String(attachments.get("factur-x.xml"))
      expect(brokenRules(xml), reference).toEqual([])
      const { at, all } = readInvoice(xml)
      const total =
        "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation"
      expect([
        at(`${total}/TaxBasisTotalAmount`),
        at(`${total}/TaxTotalAmount`),
        at(`${total}/GrandTotalAmount`),
      ]).toEqual([euros(titre.ht), euros(titre.tva), euros(titre.ttc)])
      expect(
        all("SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem").map((item) =>
          at("SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", item),
        ),
      ).toEqual(titre.lignes.map(({ ht }) => euros(ht)))
    }
  })

  it("says the same on the member's page and on the desk, where what is left is what was not taken back", async () => {
    await read(one, async (tx) => {
      for (const titre of titres) {
        const page = await findTitre(tx, titre.collectiviteId, titre.id)
        expect([page?.montantHt, page?.montantTva, page?.montantTtc].map(String)).toEqual([
          titre.ht,
          titre.tva,
          titre.ttc,
        ])
        expect(page?.lignes.map(({ montantHt, montantTva }) => [String(montantHt), String(montantTva)])).toEqual(
          titre.lignes.map(({ ht, tva }) => [ht, tva]),
        )
        if (titre.nature !== "recette") continue
        const { annule, reste } = await findPaiements(tx, titre.collectiviteId, titre.id)
        expect(annule + reste).toBe(BigInt(titre.ttc))
      }
      const desk = await listDesk(tx, deskFilter.parse({ exercice: String(YEAR), tri: "numero" }), {
        ...{ day: today(), limit: 1000, offset: 0 },
      })
      for (const titre of titres.filter(({ exercice }) => exercice === YEAR)) {
        const row = desk.find(({ id }) => id === titre.id)
        expect([row?.montantHt, row?.montantTva, row?.montant].map(String)).toEqual([titre.ht, titre.tva, titre.ttc])
      }
    })
  })

  it("sums in the exported lines to what was billed less what was taken back", async () => {
    const file = await exportTitres(one, exportInput.parse({ quoi: "lignes" }))
    const [head = "", ...lines] = file.bytes.toString().replace("\ufeff", "").trim().split("\r\n")
    const references = new Set(titres.map(titreReference))
    const column = head.split(";").length - 1
    const mine = lines.filter((line) => references.has(String(line.split(";")[0])))
    const total = sum(mine.map((line) => BigInt(String(line.split(";")[column]).replace(/[,"]/g, ""))))
    expect(mine).toHaveLength(titres.flatMap(({ lignes }) => lignes).length)
    expect(total).toBe(sum(titres.map(({ nature, ttc }) => (nature === "recette" ? BigInt(ttc) : -BigInt(ttc)))))
  })

  it("says the same in the PES files, each piece its own sums; a mandat is in none", async () => {
    const parser = new XMLParser({ ignoreAttributes: false, parseAttributeValue: false })
    const found = new Map<string, { ht: bigint; tva: bigint }>()
    for (const key of await read(one, listBordereauxAFaire)) {
      taken(await makePes(one, key, { storage }))
      const files = await rows<Titre>(
        `select o.* from pes_fichier f join fichier_operateur o on o.id = f."fichierId" where f.genre = $1 and f.exercice = $2 and f.bordereau = $3`,
        [key.genre, key.exercice, key.bordereau],
      )
      for (const file of files) {
        const pes = parser.parse((await readStored(file, storage)).toString("latin1"))["n:PES_Aller"].PES_RecetteAller
        for (const piece of [pes.Bordereau.Piece].flat()) {
          // The parser gives one line alone or a list: the structure of PES says that each is a `Line`.
          const lines = [piece.LigneDePiece].flat() as Line[]
          found.set(`${key.exercice}-${piece.BlocPiece.IdPce["@_V"]}-${key.genre}`, {
            ht: sum(lines.map(({ BlocLignePiece: { InfoLignePiece } }) => centsOf(InfoLignePiece.MtHT))),
            tva: sum(lines.map(({ BlocLignePiece: { InfoLignePiece } }) => centsOf(InfoLignePiece.MtTVA))),
          })
        }
      }
    }
    for (const titre of titres) {
      const genre = titre.nature === "recette" ? "ordinaire" : "annulation"
      const sums = found.get(`${titre.exercice}-${titre.numero}-${genre}`)
      if (titre.surExerciceClos) expect(sums).toBeUndefined()
      else expect(sums).toEqual({ ht: BigInt(titre.ht), tva: BigInt(titre.tva) })
    }
  })
})

describe("the bordereau that the ordonnateur signs", () => {
  it("holds each piece once and sums to them; what comes before it in the year and itself make the year", async () => {
    const keys = await rows<{ exercice: number; kind: BordereauKind; bordereau: number; ttc: string }>(
      `select exercice::int, bordereau, sum("montantTtc")::text as ttc,
         case when "surExerciceClos" then 'mandat' when nature = 'recette' then 'ordinaire' else 'annulation' end as kind
       from titre where id = any($1) group by 1, 2, 4`,
      [titres.map(({ id }) => id)],
    )
    expect(new Set(keys.map(({ kind }) => kind))).toEqual(new Set(["ordinaire", "annulation", "mandat"]))
    for (const { ttc, ...key } of keys) {
      const { file, emetteur } = await read(one, async (tx) => ({
        file: await findBordereau(tx, key),
        emetteur: await findEmetteur(tx, true),
      }))
      if (!file) throw new Error("no bordereau")
      expect(sum(file.pieces.map(({ ht, tva }) => ht + tva))).toBe(BigInt(ttc))
      const { text } = readPdf(await renderBordereau(file, emetteur))
      const page = text.replace(/\s/g, "")
      expect(page).toContain(`${BORDEREAU_LABELS[key.kind].document} n° ${key.bordereau}`.replace(/\s/g, ""))
      for (const cents of [
        BigInt(ttc),
        file.cumulAnterieur + BigInt(ttc),
        ...file.pieces.map(({ ht, tva }) => ht + tva),
      ])
        expect(page).toContain(formatAmount(cents).replace(/\s/g, ""))
    }
    expect(await read(one, (tx) => findBordereau(tx, { exercice: 1999, kind: "ordinaire", bordereau: 1 }))).toBeNull()
  })
})

describe("a correction of a closed exercice", () => {
  it("is called a mandat on its page, on account 673, and claims to be no titre exécutoire", async () => {
    const mandat = titres.find(({ surExerciceClos }) => surExerciceClos)
    if (!mandat) throw new Error("no mandat")
    const page = spaced(readPdf(await readStored(mandat, storage)).text)
    expect(page).toContain(`Mandat n° ${titreReference(mandat)}`)
    expect(page).toContain("mandat au compte 673")
    expect(page).toContain("Mandat émis le")
    expect(page).not.toContain("Titre exécutoire")
  })
})

type Value = { "@_V": string }
type Line = { BlocLignePiece: { InfoLignePiece: { MtHT: Value; MtTVA?: Value } } }

function centsOf(value: Value | undefined): bigint {
  if (!value) return 0n
  const [, sign = "", whole = "0", digits = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value["@_V"]) ?? []
  return BigInt(`${sign}${whole}${digits.padEnd(2, "0")}`)
}
