import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { findSituation } from "@/lib/indicateurs/queries/situation.ts"
import { spendingOf } from "@/lib/indicateurs/rules.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { mergeInput } from "@/lib/successions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, lien, membre } from "@/tests/support/contexts.ts"
import { quoteAndAccept, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const BRETEUIL = stableId("collectivite", "27112")
const staff = agent({ personneId: personneId("gestionnaire") })
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, BRETEUIL, ["secretaire"])
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, BRETEUIL, ["elu"])

const MESSAGERIE = "messagerie-nom-de-domaine"
/** Covered by membership, without a convention. */
const SONDAGE = "sondage-en-ligne"
const [REPRISE, SEANCE] = [stableId("option", "reprise"), stableId("option", "prise-en-main")]
const ARCHIVAGE = stableId("option", "archivage")

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(
    `insert into service_option (id, "serviceId", nom, description, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", rang)
      values ($1, $2, 'Archivage', 'Réponses gardées dix ans.', 2.5, 'sondage', 'mois', 'S', 20, 0)`,
    [ARCHIVAGE, stableId("service", SONDAGE)],
  )
})
afterAll(() => owner.end())

async function typed(slug: string, options: Record<string, string> = {}, over: Record<string, string> = {}) {
  const service = await read(PUBLIC, (tx) => findOffered(tx, slug, today()))
  return prepareInput.parse({
    ...{ collectivite: "breteuil", service: slug, quantite: "3", dateSouhaitee: addDays(today(), 30) },
    tarif: service?.mode === "unitaire" ? (service.tarifs[0]?.id ?? "") : "",
    optionsVues: vuesOf(service?.options ?? []),
    ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
    ...Object.fromEntries(Object.entries(options).map(([id, text]) => [`option_${id}`, text])),
    ...over,
  })
}

const asked = async (slug: string, options: Record<string, string>) =>
  succeeded(await prepareSouscription(secretaire, await typed(slug, options))).id

const optionsOf = (id: string) =>
  all(
    `select nom, quantite, unite, "prixUnitaire", periodicite, "categorieTva", "tauxTva" from souscription_option
      where "souscriptionId" = $1 order by nom`,
    [id],
  )

const approve = async (souscription: string) =>
  succeeded(
    await decideSouscription(elu, { collectivite: "", souscription, version: 1, decision: "approuver", motif: null }),
  )

describe("the options of a request", () => {
  let messagerie: string

  it("keep their price, their VAT and their name of that day, and are traced", async () => {
    messagerie = await asked(MESSAGERIE, { [REPRISE]: "oui", [SEANCE]: "2" })
    await owner.query(`update service_option set "prixUnitaire" = 999, nom = 'Autre nom' where id = $1`, [SEANCE])
    expect(await optionsOf(messagerie)).toEqual([
      {
        ...{ nom: "Prise en main sur place", quantite: 2, unite: "séance", prixUnitaire: "180.0000" },
        ...{ periodicite: "unique", categorieTva: "S", tauxTva: "20.00" },
      },
      {
        ...{ nom: "Reprise des données de l'ancienne messagerie", quantite: 1, unite: null, prixUnitaire: null },
        ...{ periodicite: null, categorieTva: null, tauxTva: null },
      },
    ])
    const [trace] = await all(`select apres from journal where objet = $1`, [`souscription/${messagerie}`])
    expect(trace.apres.options).toContainEqual({
      nom: "Prise en main sur place",
      quantite: 2,
      prixUnitaire: "180",
    })
    const file = await read(secretaire, (tx) => findSouscription(tx, BRETEUIL, messagerie))
    expect(file?.options.map(({ quantite, prix }) => [quantite, prix?.prixUnitaire ?? null])).toEqual(
      expect.arrayContaining([
        [2, "180"],
        [1, null],
      ]),
    )
  })

  it("are in the convention, with what they come to", async () => {
    await quoteAndAccept({ staff, elu, souscription: messagerie })
    while ((await prepareNextConvention()).ok);
    const [acte] = await all(`select contenu from acte where genre = 'convention' and "objetId" = $1`, [messagerie])
    const faits: [string, string][] = acte.contenu.faits.map(([label, text]: [string, string]) => [
      label,
      text.replace(/\s/g, " "),
    ])
    expect(faits.filter(([label]) => label === "Option").map(([, text]) => text)).toEqual(
      expect.arrayContaining([
        "Prise en main sur place, 2 séances à 180,00 € HT, une fois : 360,00 € HT",
        "Reprise des données de l'ancienne messagerie, sur devis accepté avant d’être fournie",
      ]),
    )
    expect(faits).toContainEqual(["Coût payé une fois", "360,00 € HT, 72,00 € de TVA, 432,00 € TTC"])
    expect(faits).toContainEqual(["Coût d’une année", "432,00 € HT, 86,40 € de TVA, 518,40 € TTC"])
    expect(faits).toContainEqual(["Devis accepté", expect.stringMatching(/^n° 1 \(Messagerie/)])
  })

  it("never grow, shrink or change once asked for, whoever tries", async () => {
    const later = `insert into souscription_option ("collectiviteId", "souscriptionId", "optionId", nom, quantite)
      select "collectiviteId", $1, $2, 'Plus tard', 1 from souscription where id = $1`
    await owner.query(
      `insert into service_option ("serviceId", nom, description, rang) values ($1, 'Tardive', '', 9)`,
      [stableId("service", MESSAGERIE)],
    )
    const [late] = await all(`select id from service_option where nom = 'Tardive'`)
    await expect(owner.query(later, [messagerie, late.id])).rejects.toThrow("se choisit avec le service")
    await expect(owner.query(`update souscription_option set quantite = 9`)).rejects.toThrow()
    await expect(owner.query(`delete from souscription_option`)).rejects.toThrow()
    const other = await all(
      `select id from souscription where "decideLe" is null and version = 1 and "serviceId" <> $1`,
      [stableId("service", MESSAGERIE)],
    )
    await expect(owner.query(later, [other[0].id, late.id])).rejects.toThrow("se choisit avec le service")
  })

  it("are refused when withdrawn, of another service, or at another price than was shown: nothing is stored", async () => {
    const count = async () => (await all(`select count(*)::int as n from souscription`))[0].n
    const before = await count()
    const refusal = async (options: Record<string, string>, over: Record<string, string> = {}) => {
      const answer = await prepareSouscription(secretaire, await typed(SONDAGE, options, over))
      return answer.ok ? null : answer.refusal
    }
    expect(await refusal({ [SEANCE]: "1" })).toBe("option-inconnue")
    expect(await refusal({ [ARCHIVAGE]: "1" }, { optionsVues: "autre chose" })).toBe("tarif-change")
    await owner.query(`update service_option set "retireeLe" = now() where id = $1`, [ARCHIVAGE])
    expect(await refusal({ [ARCHIVAGE]: "1" })).toBe("option-inconnue")
    await owner.query(`update service_option set "retireeLe" = null where id = $1`, [ARCHIVAGE])
    expect(await count()).toBe(before)
  })
})

describe("a paid option of a service that membership covers", () => {
  const year = yearOf(today())
  let id: string

  it("waits for an élu, counts in the year, and is a line of its own in the services campaign", async () => {
    await all(
      `update souscription set etat = 'terminee', "termineeLe" = '2020-01-01' where "collectiviteId" = $1 and "serviceId" = $2
      and etat = 'en_service'`,
      [BRETEUIL, stableId("service", SONDAGE)],
    )
    id = await asked(SONDAGE, { [ARCHIVAGE]: "4" })
    expect(await all(`select etat from souscription where id = $1`, [id])).toEqual([{ etat: "a_approuver" }])
    await approve(id)
    succeeded(
      await startSouscription(staff, {
        collectivite: stablePublicId("27112"),
        souscription: id,
        version: 2,
        le: today(),
      }),
    )
    const situation = await read(secretaire, (tx) => findSituation(tx, lien(BRETEUIL), today()))
    const months = BigInt(13 - Number(today().slice(5, 7)))
    expect(
      spendingOf({ ...situation, cotisation: null }, year).some(({ montant }) => montant === months * 12_00n),
    ).toBe(true)

    const input = createCampagneInput.parse({
      ...{ exercice: String(year + 1), taux: "0,10", genre: "totale", millesime: "2022", avecServices: "oui" },
      ...{ dateEmission: `${year + 1}-12-01`, echeance: `${year + 1}-12-31` },
      ...{ servicesDu: `${year + 1}-01-01`, servicesAu: `${year + 1}-12-31` },
    })
    const campagne = succeeded(await createCampagne(staff, input)).id
    const lines = await all(
      `select d.libelle, d."montantHt", d."categorieTva", d.base->>'genre' as genre from campagne_detail d
        join campagne_ligne l on l.id = d."ligneId" where l."campagneId" = $1 and d.origine = $2`,
      [campagne, `souscription/${id}`],
    )
    expect(lines).toEqual([
      { libelle: expect.stringMatching(/ : Archivage$/), montantHt: "12000", categorieTva: "S", genre: "option" },
    ])
  })

  it("follows its commune into the one it becomes", async () => {
    const le = calendarDate(`${year + 1}-01-01`)
    const fusion = mergeInput.parse({
      ...{ nom: "Breteuil-sur-Iton", le, predecesseurs: ["27112", "27198"].map(stablePublicId), codeInsee: "27112" },
      ...{ siren: "", fondement: "Arrêté préfectoral du 2 octobre 2026" },
    })
    const successeur = succeeded(await mergeCommunes(staff, fusion)).id
    expect(
      await all(
        `select o.nom, o.quantite, o."prixUnitaire", s."enServiceLe"::text as le from souscription_option o
          join souscription s on s."collectiviteId" = o."collectiviteId" and s.id = o."souscriptionId" where o."collectiviteId" = $1`,
        [successeur],
      ),
    ).toEqual([{ nom: "Archivage", quantite: 4, prixUnitaire: "2.5000", le }])
  })
})

it("a member reads its own options and no other's", async () => {
  const marbois = stableId("collectivite", "27157")
  const seen = (ctx: typeof secretaire) => read(ctx, (tx) => tx.souscriptionOption.findMany({ select: { nom: true } }))
  expect((await seen(membre({ personneId: personneId("secretaire.breteuil") }, marbois, ["secretaire"]))).length).toBe(
    2,
  )
  const names = (await seen(secretaire)).map(({ nom }) => nom)
  expect(names).toContain("Archivage")
  expect(names).toHaveLength(3)
})
