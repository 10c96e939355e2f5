import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { decideDevis } from "@/lib/souscriptions/commands/decide-devis.ts"
import { lapseNextDevis } from "@/lib/souscriptions/commands/lapse-devis.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { withdrawDevis } from "@/lib/souscriptions/commands/propose-devis.ts"
import { remindLateSouscriptions } from "@/lib/souscriptions/commands/remind-late.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { listFacturables } from "@/lib/souscriptions/queries/facturation.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { currentEtapes, etapesOf } from "@/lib/souscriptions/rules/etapes.ts"
import { devisInput } from "@/lib/souscriptions/schema/devis.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { quote, quoteAndAccept, souscriptionOf, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const BRETEUIL = stableId("collectivite", "27112")
const VOISINE = stableId("collectivite", "27198")
const [SERVICE, MESSAGERIE] = ["sensibilisation-cyber", "messagerie-nom-de-domaine"]
const staff = agent({ personneId: personneId("gestionnaire") })
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, BRETEUIL, ["secretaire"])
const facteur = { facteurConfirmeLe: new Date() }
const elu = membre({ personneId: personneId("maire.breteuil"), ...facteur }, BRETEUIL, ["elu"])
const year = yearOf(today())

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

async function asked(service: string, options: Record<string, string> = {}) {
  const input = prepareInput.parse({
    ...{ collectivite: "x", service, quantite: "2", dateSouhaitee: addDays(today(), 30), ...options },
    ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
  })
  return succeeded(await prepareSouscription(secretaire, input)).id
}

const told = async (objetId: string) =>
  (await all(`select genre from notification where "objetId" = $1 order by genre`, [objetId])).map(({ genre }) => genre)

const target = async (souscription: string) => {
  const { version, devis } = await souscriptionOf(souscription)
  return { collectivite: "x", souscription, version, devis: devis[0]?.id ?? "" }
}

const refused = async (answer: Promise<{ ok: boolean; refusal?: string }>) => (await answer).refusal

const awaited = async (souscription: string) => {
  const [row] = await read(elu, (tx) => listAvancements(tx, { collectiviteId: BRETEUIL, id: souscription }))
  return row ? currentEtapes(etapesOf(row, today())).map(({ quoi, acteur, avant }) => [quoi, acteur, avant]) : []
}

describe("a service on quote", () => {
  let id: string

  it("waits for the operator, who is told; nobody approves what has no price", async () => {
    id = await asked(SERVICE)
    expect(await told(id)).toEqual(["devis-a-donner"])
    expect(await awaited(id)).toEqual([["Devis", "operateur", addDays(today(), 15)]])
    const approve = { collectivite: "x", souscription: id, version: 1, decision: "approuver", motif: null } as const
    expect(await refused(decideSouscription(elu, approve))).toBe("devis-attendu")
    await expect(
      owner.query(`update souscription set etat = 'approuvee', "decideLe" = now() where id = $1`, [id]),
    ).rejects.toThrow("en acceptant son devis")
    await expect(owner.query(`update souscription set "prixUnitaire" = 1 where id = $1`, [id])).rejects.toThrow()
  })

  it("is given a price with what it holds, a day until when, and the operator's own document", async () => {
    const fichier = new File([await deliberationPdf()], "devis.pdf", { type: "application/pdf" })
    succeeded(await quote({ staff, souscription: id }, { fichier }))
    const { devis, etat } = await souscriptionOf(id)
    expect(etat).toBe("a_approuver")
    expect(devis).toMatchObject([
      { rang: 1, etat: "propose", contenu: "Tout compris.", documentId: expect.any(String) },
    ])
    expect(await told(devis[0]?.id ?? "")).toContain("devis-propose")
    expect(await awaited(id)).toEqual([["Acceptation du devis", "collectivite", addDays(today(), 30)]])
    expect(await refused(quote({ staff, souscription: id }))).toBe("devis-propose")
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    await remindLateSouscriptions(inDays(6))
    const reminded = () =>
      all(`select rang from rappel where genre = 'devis-rappel' and "objetId" = $1`, [devis[0]?.id])
    expect(await reminded()).toEqual([])
    await Promise.all([remindLateSouscriptions(inDays(8)), remindLateSouscriptions(inDays(8))])
    expect(await reminded()).toHaveLength(1)
    const [file] = await all(`select titre, "affaireId" from document where id = $1`, [devis[0]?.documentId])
    expect(file).toEqual({ titre: expect.stringMatching(/^Devis n° 1, /), affaireId: id })
  })

  it("is answered by an élu with her factor only; a refusal is told, and another quote follows", async () => {
    const answer = { ...(await target(id)), decision: "approuver", motif: null } as const
    for (const ctx of [secretaire, membre({ personneId: personneId("maire.breteuil") }, BRETEUIL, ["elu"])])
      await expect(decideDevis(ctx, answer)).rejects.toThrow(AccessRefused)
    const no = { ...answer, decision: "refuser", motif: "Trop cher." } as const
    succeeded(await decideDevis(elu, no))
    expect(await refused(decideDevis(elu, no))).toBe("deja-changee")
    expect(await refused(decideDevis(elu, { ...(await target(id)), decision: "approuver", motif: null }))).toBe(
      "devis-autre-etat",
    )
    expect(await told(answer.devis)).toContain("devis-repondu")
    expect((await souscriptionOf(id)).etat).toBe("a_approuver")
    expect(await awaited(id)).toEqual([["Devis", "operateur", addDays(today(), 15)]])

    succeeded(await quote({ staff, souscription: id }, { prixUnitaire: "10" }))
    const second = await target(id)
    const motif = "Erreur de prix."
    succeeded(await withdrawDevis(staff, { ...second, motif }))
    expect(await refused(decideDevis(elu, { ...(await target(id)), decision: "approuver", motif: null }))).toBe(
      "devis-autre-etat",
    )
    expect(await told(second.devis)).toContain("devis-clos")
  })

  it("lapses after its last day, which both sides are told, and is not accepted any more", async () => {
    succeeded(await quote({ staff, souscription: id }, { prixUnitaire: "9" }))
    const { devis } = await target(id)
    const late = `insert into devis select (d).* from (select jsonb_populate_record(null::devis, to_jsonb(v) ||
      jsonb_build_object('id', gen_random_uuid(), 'rang', 4, 'valableJusquau', current_date - 2, 'etat', 'propose')) as d
      from devis v where v.id = $1) x`
    expect(await lapseNextDevis()).toMatchObject({ refusal: "rien" })
    succeeded(await withdrawDevis(staff, { ...(await target(id)), motif: "Pour essayer" }))
    await owner.query(late, [devis])
    const lapsed = await target(id)
    expect(await refused(decideDevis(elu, { ...lapsed, decision: "approuver", motif: null }))).toBe("devis-echu")
    succeeded(await lapseNextDevis())
    expect((await souscriptionOf(id)).devis[0]).toMatchObject({ id: lapsed.devis, etat: "echu" })
    expect(await told(lapsed.devis)).toEqual(expect.arrayContaining(["devis-clos", "devis-repondu"]))
    expect(await lapseNextDevis()).toMatchObject({ refusal: "rien" })
  })

  it("is approved at the price accepted, frozen, which the convention bears and the campaign bills", async () => {
    await quoteAndAccept({ staff, elu, souscription: id })
    const seen = await read(elu, (tx) => findSouscription(tx, BRETEUIL, id))
    expect(seen).toMatchObject({
      ...{ etat: "approuvee", quantite: 3, unite: "boîte" },
      prix: { prixUnitaire: "12", periodicite: "mois", categorieTva: "S", tauxTva: "20" },
    })
    expect(await refused(quote({ staff, souscription: id }))).toBe("devis-sans-objet")
    await expect(owner.query(`update souscription set "prixUnitaire" = 1 where id = $1`, [id])).rejects.toThrow()
    await expect(owner.query(`update devis set "prixUnitaire" = 1`)).rejects.toThrow("ne change pas")
    while ((await prepareNextConvention()).ok);
    await owner.query(`alter table souscription disable trigger ouverture`)
    await owner.query(`update souscription set etat = 'en_service', "enServiceLe" = $2 where id = $1`, [
      id,
      `${year}-01-01`,
    ])
    await owner.query(`alter table souscription enable trigger ouverture`)
    const input = createCampagneInput.parse({
      ...{ exercice: String(year + 1), taux: "0,10", genre: "totale", millesime: "2022", avecServices: "oui" },
      ...{ dateEmission: `${year + 1}-12-01`, echeance: `${year + 1}-12-31` },
      ...{ servicesDu: `${year + 1}-01-01`, servicesAu: `${year + 1}-12-31` },
    })
    const campagne = succeeded(await createCampagne(staff, input)).id
    expect(
      await all(
        `select d."montantHt", d.bases from campagne_detail d join campagne_ligne l on l.id = d."ligneId"
          where l."campagneId" = $1 and d.origine = $2`,
        [campagne, `souscription/${id}`],
      ),
    ).toEqual([{ montantHt: "43200", bases: expect.stringMatching(/^3 boîtes × 12,00.€ × 12 mois/) }])
  })

  it("of another collectivité is unknown; what was cancelled waits for nothing", async () => {
    const other = membre({ personneId: personneId("maire.breteuil"), ...facteur }, VOISINE, ["elu"])
    expect(await read(other, (tx) => tx.devis.findMany({ where: { souscriptionId: id } }))).toEqual([])
    const answer = { ...(await target(id)), decision: "approuver", motif: null } as const
    expect(await refused(decideDevis(other, answer))).toBe("souscription-inconnue")
    const gone = await asked(MESSAGERIE)
    succeeded(await quote({ staff, souscription: gone }))
    const { devis } = await target(gone)
    succeeded(await cancelSouscription(secretaire, await target(gone)))
    expect(await refused(quote({ staff, souscription: gone }))).toBe("devis-sans-objet")
    expect(
      await refused(decideDevis(elu, { ...(await target(gone)), devis, decision: "approuver", motif: null })),
    ).toBe("devis-autre-etat")
  })
})

describe("an option on quote", () => {
  it("takes its price by a quote of its own while its service runs, and is billed from that day", async () => {
    const option = stableId("option", "reprise")
    const service = await read(staff, (tx) =>
      tx.service.findFirstOrThrow({ where: { slug: MESSAGERIE }, select: { id: true } }),
    )
    const [row] = await all(
      `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
        values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, $4) returning id`,
      [BRETEUIL, service.id, personneId("maire.breteuil"), `${year - 1}-01-01`],
    )
    await owner.query(
      `insert into souscription_option ("collectiviteId", "souscriptionId", "optionId", nom, quantite) values ($1, $2, $3, 'Reprise', 1)`,
      [BRETEUIL, row.id, option],
    )
    const [{ id: taken }] = await all(`select id from souscription_option where "souscriptionId" = $1`, [row.id])
    expect(await refused(quote({ staff, souscription: row.id }))).toBe("devis-sans-objet")
    expect(await awaited(row.id)).toEqual([["Devis : Reprise", "operateur", addDays(today(), 15)]])
    const price = { quantite: "1", unite: "forfait", prixUnitaire: "250", periodicite: "unique" }
    await quoteAndAccept({ staff, elu, souscription: row.id, option: taken }, price)
    const seen = await read(elu, (tx) => findSouscription(tx, BRETEUIL, row.id))
    expect(seen?.etat).toBe("en_service")
    expect(seen?.options).toMatchObject([
      {
        nom: "Reprise",
        quantite: 1,
        unite: "forfait",
        depuis: today(),
        prix: { prixUnitaire: "250", periodicite: "unique" },
      },
    ])
    expect(await awaited(row.id)).toEqual([])
  })
})

it("what was paid once is not due again by the body that goes on from another", async () => {
  const insert = (repriseDe: string | null, serviceSlug: string) =>
    all(
      `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId",
         "enServiceLe", "prixUnitaire", periodicite, "categorieTva", "tauxTva", "repriseDeId")
       select $1, id, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $2, $3, 400, 'unique', 'E', 0, $4
       from service where slug = $5 returning id`,
      [VOISINE, personneId("maire.breteuil"), `${year}-03-01`, repriseDe, serviceSlug],
    )
  const [first] = await insert(null, SERVICE)
  const [next] = await insert(stableId("souscription", "avant"), SERVICE)
  const periode = { du: calendarDate(`${year}-01-01`), au: calendarDate(`${year}-12-31`) }
  const rows = await read(staff, (tx) => listFacturables(tx, periode, { genre: "totale", millesime: 2022 }))
  const priced = (id: string) => rows.find((row) => row.id === id)?.prix
  expect(priced(first.id)).toMatchObject({ periodicite: "unique" })
  expect(priced(next.id)).toBeNull()
  expect(rows.filter(({ reprise }) => reprise).map(({ id }) => id)).toEqual([next.id])
})

it("a quote is whole: its rate where it bears VAT, its day within a year, a file that is a PDF", async () => {
  const typed = { collectivite: "x", souscription: stableId("x", "y"), version: "1", contenu: "Tout", quantite: "1" }
  const priced = { ...typed, unite: "forfait", prixUnitaire: "10", periodicite: "unique", valableJusquau: "2027-01-01" }
  const wrong = (over: object) => devisInput.safeParse({ ...priced, ...over }).error?.issues.map(({ path }) => path[0])
  expect(wrong({ categorieTva: "S" })).toEqual(["tauxTva"])
  expect(wrong({ categorieTva: "E", prixUnitaire: "" })).toEqual(["prixUnitaire"])
  expect(wrong({ categorieTva: "E" })).toBeUndefined()
  const id = await asked("assistance-cyber").catch(() => asked(MESSAGERIE))
  for (const jusqua of [today(), addDays(today(), 400)])
    expect(await refused(quote({ staff, souscription: id }, { valableJusquau: jusqua }))).toBe("devis-validite")
  const programme = new File([Buffer.from("MZ\u0090\u0000programme")], "devis.pdf", { type: "application/pdf" })
  expect(await refused(quote({ staff, souscription: id }, { fichier: programme }))).toMatch(/^fichier-|^pdf-/)
  expect((await souscriptionOf(id)).devis).toEqual([])
})
