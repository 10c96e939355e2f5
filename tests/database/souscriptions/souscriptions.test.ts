import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CollectiviteId, PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read, write } from "@/lib/access/door.ts"
import { findOffered, listOffered } from "@/lib/catalogue/queries/published.ts"
import { findSituation } from "@/lib/indicateurs/queries/situation.ts"
import { postesOf, spendingOf, totalOf } from "@/lib/indicateurs/rules.ts"
import { addDays, calendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { endSouscription, startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, lien, membre } from "@/tests/support/contexts.ts"
import { insertTitre } from "@/tests/support/issued-titres.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })

// A member with an interco of many members, and nothing asked for yet but what each test asks.
const MESNILS = stableId("collectivite", "27198")
const SYNDICAT = stableId("collectivite", "syndicat-d-eau-01")
const EPCI = stableId("collectivite", "200066462")
const secretaire = { personneId: personneId("secretaire.breteuil") }
const maire = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }
const staff = agent({ personneId: personneId("gestionnaire") })

const asSecretaire = (id = MESNILS) => membre(secretaire, id, ["secretaire"])
const asElu = (id = MESNILS) => membre(maire, id, ["elu"])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

async function typed(slug: string, over: Record<string, string> = {}) {
  const service = await read(PUBLIC, (tx) => findOffered(tx, slug, today()))
  return prepareInput.parse({
    collectivite: "mesnils",
    service: slug,
    tarif: service?.mode === "unitaire" ? (service.tarifs[0]?.id ?? "") : "",
    quantite: "3",
    dateSouhaitee: addDays(today(), 30),
    contactNom: "Secrétariat",
    contactCourriel: "mairie@demo.invalid",
    ...over,
  })
}

async function prepared(slug: string, ctx = asSecretaire()): Promise<string> {
  const answer = await prepareSouscription(ctx, await typed(slug))
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value.id
}

const rows = async (table: string, id: string) =>
  (
    await owner.query(
      `select * from ${table} where ${table === "souscription" ? "id" : '"souscriptionId"'} = $1 order by 1`,
      [id],
    )
  ).rows

describe("asking for a service", () => {
  it("freezes the price of the day, appends a suivi, leaves a trace", async () => {
    const id = await prepared("pack-cyber")
    const [row] = await rows("souscription", id)
    expect(row).toMatchObject({
      etat: "a_approuver",
      quantite: 3,
      prixUnitaire: "14.0000",
      tauxTva: "20.00",
      version: 1,
    })
    expect(await rows("souscription_suivi", id)).toHaveLength(1)
    const { rows: traces } = await owner.query('select evenement, "concerneId" from journal where objet = $1', [
      `souscription/${id}`,
    ])
    expect(traces).toEqual([{ evenement: "souscription.preparee", concerneId: MESNILS }])
    const again = await prepareSouscription(asSecretaire(), await typed("pack-cyber"))
    expect(again).toMatchObject({ ok: false, refusal: "deja-demandee" })
    expect((await cancelSouscription(asSecretaire(), { collectivite: "", souscription: id, version: 1 })).ok).toBe(true)
  })

  it("needs nobody's approval for what membership covers, and opens it once", async () => {
    const id = await prepared("sondage-en-ligne", asSecretaire(SYNDICAT))
    expect((await rows("souscription", id))[0]).toMatchObject({ etat: "approuvee", quantite: 1, prixUnitaire: null })
    const twice = await prepareSouscription(asSecretaire(SYNDICAT), await typed("sondage-en-ligne"))
    expect(twice).toMatchObject({ ok: false, refusal: "deja-demandee" })
  })

  it("stores nothing when the service is unknown, to come, its price has changed, or the date is past", async () => {
    const count = async () => (await owner.query("select count(*)::int as n from souscription")).rows[0].n
    const before = await count()
    const refused = async (over: Record<string, string>, slug = "pack-cyber") => {
      // Typed as a form would send it: the schema has already been passed.
      const answer = await prepareSouscription(asSecretaire(EPCI), { ...(await typed(slug)), ...over } as never)
      return answer.ok ? null : answer.refusal
    }
    expect(await refused({ service: "n-existe-pas" })).toBe("service-inconnu")
    expect(await refused({ dateSouhaitee: "2020-01-01" }, "messagerie-nom-de-domaine")).toBe("date-passee")
    expect(await refused({}, "dpo-mutualise")).toBe("service-ferme")
    expect(await refused({ tarif: "0192f0c1-0000-7000-8000-000000000001" }, "messagerie-nom-de-domaine")).toBe(
      "tarif-change",
    )
    expect(await count()).toBe(before)
  })

  it("takes one of two requests made at once", async () => {
    const input = await typed("messages-securises")
    const answers = await Promise.all([1, 2, 3].map(() => prepareSouscription(asSecretaire(EPCI), input)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe("deciding", () => {
  it("is for an élu with a personal factor, never for a shared mailbox", async () => {
    const id = await prepared("messagerie-nom-de-domaine")
    const input = { collectivite: "", souscription: id, version: 1, decision: "approuver", motif: null } as const
    const denied = async (ctx: Parameters<typeof decideSouscription>[0]) =>
      decideSouscription(ctx, input).catch((error: unknown) =>
        error instanceof AccessRefused ? error.denial : "surprise",
      )
    expect(await denied(asSecretaire())).toBe("droit-manquant")
    expect(await denied(membre({ ...maire, facteurConfirmeLe: null }, MESNILS, ["elu"]))).toBe("facteur-manquant")
    expect(await denied(membre({ ...maire, boite: true }, MESNILS, ["elu"]))).toBe("boite-partagee")
    expect((await rows("souscription", id))[0].etat).toBe("a_approuver")
  })

  it("tells the second of two people what the first did", async () => {
    const id = await prepared("pack-cyber")
    const target = { collectivite: "", souscription: id, version: 1 }
    const [first, second] = await Promise.all([
      decideSouscription(asElu(), { ...target, decision: "approuver", motif: null }),
      decideSouscription(asElu(), { ...target, decision: "refuser", motif: "Trop cher cette année." }),
    ])
    expect([first.ok, second.ok].sort()).toEqual([false, true])
    const loser = first.ok ? second : first
    expect(loser).toMatchObject({ refusal: "deja-changee" })
    expect(await rows("souscription_suivi", id)).toHaveLength(2)
  })

  it("gives another collectivité's souscription the answer of an unknown one", async () => {
    const theirs = await prepared("transfert-fichiers", asSecretaire(SYNDICAT))
    const input = { collectivite: "", version: 1, decision: "approuver", motif: null } as const
    for (const souscription of [theirs, "0192f0c1-0000-7000-8000-000000000009"]) {
      expect(await decideSouscription(asElu(), { ...input, souscription })).toMatchObject({
        refusal: "souscription-inconnue",
      })
      expect(await read(asElu(), (tx) => findSouscription(tx, MESNILS, souscription))).toBeNull()
    }
    expect(await read(asElu(), (tx) => findSouscription(tx, SYNDICAT, theirs))).toBeNull()
  })
})

describe("delivering", () => {
  it("puts in service, then ends, with its dates and its reason", async () => {
    const id = await prepared("gestion-convocations", asSecretaire(SYNDICAT))
    const collectivite = stablePublicId("syndicat-d-eau-01")
    const day = today()
    const start = await startSouscription(staff, { collectivite, souscription: id, version: 1, le: addDays(day, -1) })
    expect(start).toMatchObject({ ok: false, refusal: "date-avant" })
    expect((await startSouscription(staff, { collectivite, souscription: id, version: 1, le: day })).ok).toBe(true)
    const stale = await endSouscription(staff, { collectivite, souscription: id, version: 1, le: day, motif: "Fin" })
    expect(stale).toMatchObject({ ok: false, refusal: "deja-changee" })
    expect(
      (await endSouscription(staff, { collectivite, souscription: id, version: 2, le: day, motif: "Fin" })).ok,
    ).toBe(true)
    expect((await rows("souscription_suivi", id)).map(({ etat }) => etat).sort()).toEqual([
      "approuvee",
      "en_service",
      "terminee",
    ])
  })

  it("is refused by the database to the members' login", async () => {
    const id = await prepared("webinaires-flash", asSecretaire(SYNDICAT))
    const cheat = write(asSecretaire(SYNDICAT), "souscriptions.cancel", async (tx) => {
      await tx.journal("essai")
      await tx.souscription.update({
        where: { collectiviteId_id: { collectiviteId: SYNDICAT, id } },
        data: { etat: "en_service", enServiceLe: toDatabase(today()) },
      })
    })
    await expect(cheat).rejects.toThrow()
    expect((await rows("souscription", id))[0].etat).toBe("approuvee")
  })
})

describe("the search of a service", () => {
  const found = async (q: string) =>
    (await read(PUBLIC, (tx) => listOffered(tx, { q }, today()))).map(({ slug }) => slug)

  it("does not mind accents, capitals, nor a slip of the finger", async () => {
    expect(await found("TÉLÉTRANSMISSION")).toContain("tiers-teletransmission")
    expect(await found("teletransmision")).toContain("tiers-teletransmission")
    expect(await found("parafeur")).toContain("parapheur-electronique")
    expect(await found("xyzzyqwk")).toEqual([])
    expect(await found("100%_'; drop")).toEqual([])
  })

  it("keeps what membership covers, or what it does not", async () => {
    const slugs = async (prix: "inclus" | "carte") =>
      (await read(PUBLIC, (tx) => listOffered(tx, { prix }, today()))).map(({ mode }) => mode)
    expect(new Set(await slugs("inclus"))).toEqual(new Set(["inclus"]))
    expect(await slugs("carte")).not.toContain("inclus")
  })
})

describe("the élu's situation", () => {
  const situationOf = (id: string, publicId: string, type: "commune" | "epci" | "syndicat") => {
    const ctx = membre(maire, id, ["elu"])
    const mine = { ...lien(id as CollectiviteId, ["elu"]), publicId, type }
    return read({ ...ctx, liens: [mine] }, (tx) => findSituation(tx, mine, today()))
  }

  it("counts a commune's neighbours from three communes on", async () => {
    const { voisinage, habitants, cotisation } = await situationOf(MESNILS, stablePublicId("27198"), "commune")
    expect(habitants).toBeGreaterThan(0)
    expect(cotisation).toBe(BigInt(habitants ?? 0) * 10n)
    expect(voisinage?.services.length).toBeGreaterThan(0)
    expect(voisinage?.services.every(({ communes }) => communes >= 3)).toBe(true)
  })

  it("shows an EPCI its own communes, and a syndicat no population", async () => {
    const epci = await situationOf(EPCI, stablePublicId("200066462"), "epci")
    expect(epci.voisinage?.adherentes).toBeGreaterThanOrEqual(3)
    const syndicat = await situationOf(SYNDICAT, stablePublicId("syndicat-d-eau-01"), "syndicat")
    expect(syndicat).toMatchObject({ habitants: null, voisinage: null, cotisation: 100_00n })
  })

  it("adds up the year's spending", async () => {
    const situation = await situationOf(MESNILS, stablePublicId("27198"), "commune")
    const annee = Number(calendarDate(today()).slice(0, 4))
    const spending = spendingOf(situation, annee)
    expect(spending[0]?.label).toBe("Adhésion")
    expect(totalOf(spending)).toBe(spending.reduce((total, { montant }) => total + montant, 0n))
    expect(spending.map(({ label }) => label)).toContain("Confiance numérique")
    // Service by service, it is the same sum.
    expect(totalOf(postesOf(situation, annee))).toBe(totalOf(spending))
    expect(postesOf(situation, annee).map(({ label }) => label)).toContain("Pack Cyber sécurité")
  })

  it("counts what a titre asks for beside subscriptions, and never takes a service for the membership", async () => {
    const annee = Number(today().slice(0, 4))
    const { rows } = await owner.query<{ id: string }>(
      `select id from service where slug = 'messagerie-nom-de-domaine'`,
    )
    const ligne = { libelle: "Messagerie", montantHt: 72_00n, taux: "20", pilierId: "confiance-numerique" } as const
    await insertTitre(owner, {
      ...{ collectiviteId: MESNILS, exercice: annee, serie: "SRV" },
      lignes: [{ ...ligne, serviceId: String(rows[0]?.id) }],
    })
    const situation = await situationOf(MESNILS, stablePublicId("27198"), "commune")
    expect(situation.cotisationEmise).toBeNull()
    expect(postesOf(situation, annee)).toContainEqual({
      ...{ label: "Messagerie sécurisée et nom de domaine", montant: 86_40n },
    })
    expect(totalOf(postesOf(situation, annee))).toBe(totalOf(spendingOf(situation, annee)))
  })

  it("takes as membership what the year's titres of cotisation ask for, corrections taken off", async () => {
    const exercice = Number(today().slice(0, 4))
    const titre = await insertTitre(owner, { collectiviteId: EPCI, exercice, montant: 500_00n })
    const corrige = { titreId: titre.titreId, nature: "reduction" } as const
    await insertTitre(owner, { collectiviteId: EPCI, exercice, montant: 30_00n, corrige })
    expect(await situationOf(EPCI, stablePublicId("200066462"), "epci")).toMatchObject({
      ...{ cotisationEmise: 470_00n, cotisation: 470_00n, factures: [] },
    })
  })
})
