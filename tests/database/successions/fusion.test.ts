import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused } from "@/lib/access/door.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { changeEpci } from "@/lib/successions/commands/epci.ts"
import { finishNextSuccession } from "@/lib/successions/commands/finish.ts"
import { changeMaire } from "@/lib/successions/commands/maire.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { splitCommune } from "@/lib/successions/commands/split.ts"
import { mergeInput, splitInput } from "@/lib/successions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { charteToSign, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const JANVIER = calendarDate(`${yearOf(today()) + 1}-01-01`)
const EVE = addDays(JANVIER, -1)
const [BRETEUIL, MESNILS] = [stableId("collectivite", "27112"), stableId("collectivite", "27198")]

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const all = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows
const fusion = (codes: string[], nom: string, le = JANVIER, codeInsee = codes[0]) =>
  mergeInput.parse({
    ...{ nom, le, predecesseurs: codes.map(stablePublicId), codeInsee, siren: "" },
    fondement: "Arrêté préfectoral du 2 octobre 2026",
  })
const habitantsOf = async (...codes: string[]) =>
  (
    await all(
      `select sum(habitants)::int as total from population p, operateur o where p.genre = o."populationGenre" and p.millesime = o."populationMillesime" and code = any ($1)`,
      [codes],
    )
  )[0].total

describe("two communes that merge in January", () => {
  it("leave their past under their name; the successor is the member, has their services and their secrétariat", async () => {
    const total = await habitantsOf("27112", "27198")
    const titresBefore = await all(`select id, debiteur from titre where "collectiviteId" = any ($1) order by id`, [
      [BRETEUIL, MESNILS],
    ])
    const running = await all(
      `select s."collectiviteId" as qui, s."serviceId", v.mode, v."parPoste", s.quantite, s."prixUnitaire" from souscription s join service v on v.id = s."serviceId"
       where s."collectiviteId" = any ($1) and s.etat = 'en_service'`,
      [[BRETEUIL, MESNILS]],
    )
    const postes = await all(
      `select p.nom, p."prixUnitaire" from poste p join souscription s on s."collectiviteId" = p."collectiviteId" and s.id = p."souscriptionId"
       where p."collectiviteId" = any ($1) and p."retireLe" is null and s.etat = 'en_service' order by nom`,
      [[BRETEUIL, MESNILS]],
    )
    const { id } = succeeded(await mergeCommunes(staff, fusion(["27112", "27198"], "Breteuil-sur-Iton")))

    // The register: each keeps its code and its inhabitants until the day; the old names stay.
    const [body] = await all(`select nom, "codeInsee", "epciId" is not null as epci from collectivite where id = $1`, [
      id,
    ])
    expect(body).toEqual({ nom: "Breteuil-sur-Iton", codeInsee: null, epci: true })
    expect(await habitantsOf("27112", "27198")).toBe(total)
    expect(
      await all(`select nom, "codeInsee", jusqua::text from denomination where "concerneId" = $1`, [BRETEUIL]),
    ).toEqual([{ nom: "Breteuil", codeInsee: "27112", jusqua: JANVIER }])
    // Memberships meet on the day.
    const statuts = (qui: string) =>
      all(`select statut, depuis::text, jusqua::text from adhesion where "collectiviteId" = $1 order by depuis`, [qui])
    expect((await statuts(BRETEUIL)).map(({ statut, jusqua }) => [statut, jusqua])).toEqual([
      ["adherent", JANVIER],
      ["resilie", null],
    ])
    expect(await statuts(id)).toEqual([{ statut: "adherent", depuis: JANVIER, jusqua: null }])
    // Services: what is billed goes on with its price; what membership covers is opened once; what waited is cancelled.
    const after = await all(
      `select s."serviceId", v.mode, s.etat, s.quantite, s."prixUnitaire", s."enServiceLe"::text as depuis from souscription s join service v on v.id = s."serviceId" where s."collectiviteId" = $1`,
      [id],
    )
    expect(after.every(({ etat, depuis }) => etat === "en_service" && depuis === JANVIER)).toBe(true)
    const billed = (rows: typeof after) =>
      rows
        .filter(({ mode }) => mode !== "inclus")
        .map(({ serviceId, quantite, prixUnitaire }) => [serviceId, quantite, prixUnitaire])
    expect(billed(after).sort()).toEqual(billed(running).sort())
    const included = new Set(running.filter(({ mode }) => mode === "inclus").map(({ serviceId }) => serviceId))
    expect(after.filter(({ mode }) => mode === "inclus")).toHaveLength(included.size)
    expect(
      await all(
        `select distinct etat::text, "termineeLe"::text as fin from souscription where "collectiviteId" = any ($1) and etat in ('a_approuver', 'approuvee', 'en_service')`,
        [[BRETEUIL, MESNILS]],
      ),
    ).toEqual([{ etat: "en_service", fin: EVE }])
    // Posts: the provider is told that they leave one client and come under the other.
    expect(await all(`select nom, "prixUnitaire" from poste where "collectiviteId" = $1 order by nom`, [id])).toEqual(
      postes,
    )
    expect(
      await all(`select genre, etat, "effetLe"::text as le from commande where "collectiviteId" = $1`, [id]),
    ).toEqual(postes.length > 0 ? [{ genre: "initiale", etat: "a_transmettre", le: JANVIER }] : [])
    // People: the secrétariat follows, mandates and places of élus end.
    const [places] = await all(
      `select (select count(distinct "personneId")::int from rattachement where "collectiviteId" = $1 and role <> 'elu') as suivent,
         (select count(distinct "personneId")::int from rattachement where "collectiviteId" = any ($2) and role <> 'elu') as avant,
         (select count(*)::int from rattachement where "collectiviteId" = any ($2) and role = 'elu' and jusqua is distinct from $3::date) as elus,
         (select count(*)::int from mandat where "collectiviteId" = any ($2) and jusqua is distinct from $3::date) as mandats`,
      [id, [BRETEUIL, MESNILS], JANVIER],
    )
    expect(places).toEqual({ suivent: places.avant, avant: places.avant, elus: 0, mandats: 0 })
    // Titres: untouched, under the old name, in the old file.
    expect(
      await all(`select id, debiteur from titre where "collectiviteId" = any ($1) order by id`, [[BRETEUIL, MESNILS]]),
    ).toEqual(titresBefore)
    // Recorded before its day: what carries no date waits for it.
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })

    // The campaign of the year bills the successor, on the sum, and neither of the two.
    const campagne = succeeded(
      await createCampagne(staff, {
        ...{ exercice: yearOf(JANVIER), taux: "0.10", genre: "totale" as const, millesime: 2022 },
        ...{
          dateEmission: calendarDate(`${yearOf(JANVIER)}-03-01`),
          echeance: calendarDate(`${yearOf(JANVIER)}-04-30`),
        },
      }),
    )
    const lignes = await all(
      `select "collectiviteId" as qui, habitants, montant::text from campagne_ligne where "campagneId" = $1 and "collectiviteId" = any ($2)`,
      [campagne.id, [id, BRETEUIL, MESNILS]],
    )
    expect(lignes).toHaveLength(1)
    expect(lignes[0]).toMatchObject({ qui: id, habitants: total })
  })

  it("recorded after the day, ends at once what carries no date", async () => {
    const [a, b] = ["27002", "27006"] as const
    const old = stableId("collectivite", a)
    await owner.query(
      `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
       select $1, id, 'en_service', 1, current_date - 99, 'x', 'x@demo.invalid', $2, current_date - 99 from service where mode = 'inclus' limit 1`,
      [old, staff.who.personneId],
    )
    // What its convention says of its end, and what one side said of it.
    const terme = addDays(today(), 200)
    await owner.query(
      `update souscription set terme = $2, "dureeMois" = 12, reconduction = 'tacite', "preavisMois" = 3 where "collectiviteId" = $1`,
      [old, terme],
    )
    await owner.query(
      `insert into denonciation ("collectiviteId", "souscriptionId", cote, terme, motif, "parId")
       select "collectiviteId", id, 'collectivite', terme, 'Un autre outil', $2 from souscription where "collectiviteId" = $1`,
      [old, staff.who.personneId],
    )
    await owner.query(
      `insert into bal_source ("collectiviteId", url, frequence, "creeParId") values ($1, 'https://exemple.fr/bal.csv', 'semaine', $2)`,
      [old, staff.who.personneId],
    )
    const le = addDays(today(), -1)
    await owner.query(`update adhesion set statut = 'adherent' where "collectiviteId" = $1`, [old])
    const { id } = succeeded(await mergeCommunes(staff, fusion([a, b], "Nouvelle", le)))
    expect(await all(`select etat from souscription where "collectiviteId" = $1`, [old])).toEqual([
      { etat: "terminee" },
    ])
    expect(
      await all(
        `select s.etat, s.terme::text, s."dureeMois", s.reconduction, s."preavisMois", d.cote, d.motif from souscription s
           left join denonciation d on d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id and d.terme = s.terme
         where s."collectiviteId" = $1`,
        [id],
      ),
    ).toEqual([
      {
        ...{ etat: "en_service", terme, dureeMois: 12, reconduction: "tacite", preavisMois: 3 },
        ...{ cote: "collectivite", motif: "Un autre outil" },
      },
    ])
    expect(await all(`select active from bal_source where "collectiviteId" = $1`, [old])).toEqual([{ active: false }])
    expect(
      await all(
        `select count(*)::int as achevees from succession where "successeurId" = $1 and "acheveeLe" is not null`,
        [id],
      ),
    ).toEqual([{ achevees: 2 }])
  })

  it("recorded before the day, also ends on the day what was asked or given in between", async () => {
    const [a, b] = ["27031", "27032"] as const
    const old = stableId("collectivite", a)
    const demain = addDays(today(), 1)
    const { id } = succeeded(await mergeCommunes(staff, fusion([a, b], "Bientôt", demain)))
    const late = personneId("nouvelle.secretaire")
    await owner.query(
      `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, 'secretaire', 'Secrétaire', $3, 'essai')`,
      [old, late, addDays(today(), -1)],
    )
    const asked = `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
       select $1, id, $3::souscription_etat, 1, current_date, 'x', 'x@demo.invalid', $2, $4::date from service where mode = 'inclus' order by id limit 1 offset $5`
    await owner.query(asked, [old, late, "a_approuver", null, 0])
    await owner.query(asked, [old, late, "en_service", addDays(today(), -9), 1])
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })
    await owner.query(`update succession set le = $2 where "successeurId" = $1`, [id, today()])
    succeeded(await finishNextSuccession())
    succeeded(await finishNextSuccession())
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })
    expect(
      await all(
        `select etat::text from souscription where "collectiviteId" = $1 and "demandeParId" = $2 order by etat::text`,
        [old, late],
      ),
    ).toEqual([{ etat: "annulee" }, { etat: "terminee" }])
    const places = (qui: string) =>
      all(`select depuis::text, jusqua::text from rattachement where "collectiviteId" = $1 and "personneId" = $2`, [
        qui,
        late,
      ])
    expect(await places(old)).toEqual([{ depuis: addDays(today(), -1), jusqua: today() }])
    expect(await places(id)).toEqual([{ depuis: today(), jusqua: null }])
  })

  it("is refused with its reason: one commune, an unknown one, a code of another, one already merged, a place without the right", async () => {
    const of = (codes: string[], codeInsee = codes[0]) =>
      mergeCommunes(staff, fusion(codes, "Essai", JANVIER, codeInsee))
    expect(await of(["27010", "27010"])).toMatchObject({ refusal: "deux-communes" })
    expect(await of(["27010", "99999"])).toMatchObject({ refusal: "commune-inconnue" })
    expect(await of(["27010", "200066462"])).toMatchObject({ refusal: "pas-une-commune" })
    expect(await of(["27010", "27012"], "27013")).toMatchObject({ refusal: "code-pris" })
    expect(await of(["27010", "27112"])).toMatchObject({ refusal: "deja-fusionnee", details: { nom: "Breteuil" } })
    const support = agent({ personneId: personneId("support") }, "support")
    await expect(mergeCommunes(support, fusion(["27010", "27012"], "Essai"))).rejects.toThrow(AccessRefused)
  })

  it("makes an act that waits for its signature caduc, and its dossier abandoned", async () => {
    const collectiviteId = stableId("collectivite", "27013")
    const [mandat] = await all(
      `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
       values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) returning id`,
      [collectiviteId, personneId("maire.breteuil")],
    )
    const { acte, dossier } = await charteToSign({ staff, collectivite: stablePublicId("27013"), mandat: mandat.id })
    succeeded(await mergeCommunes(staff, fusion(["27013", "27019"], "Autre")))
    expect(await all(`select etat from acte where id = $1`, [acte])).toEqual([{ etat: "caduc" }])
    expect(await all(`select etat from dossier_adhesion where id = $1`, [dossier])).toEqual([{ etat: "abandonne" }])
  })
})

describe("a commune that splits", () => {
  it("gives two, each with its inhabitants, and what membership covers", async () => {
    const old = stableId("collectivite", "27020")
    await owner.query(`update adhesion set statut = 'adherent' where "collectiviteId" = $1`, [old])
    const made = succeeded(
      await splitCommune(
        staff,
        splitInput.parse({
          ...{ commune: stablePublicId("27020"), nom_1: "Haute", code_1: "27020", habitants_1: "300" },
          ...{ nom_2: "Basse", code_2: "27999", habitants_2: "120", le: JANVIER, fondement: "Arrêté du 3 mars 2026" },
        }),
      ),
    )
    expect(made.collectivites).toHaveLength(2)
    expect(
      await all(
        `select c.nom, a.statut, p.habitants from succession s join collectivite c on c.id = s."successeurId" join adhesion a on a."collectiviteId" = c.id
         join operateur o on true join population p on p.code = c."publicId" and p.genre = o."populationGenre" and p.millesime = o."populationMillesime"
         where s."predecesseurId" = $1 and s.genre = 'scission' order by c.nom`,
        [old],
      ),
    ).toEqual([
      { nom: "Basse", statut: "adherent", habitants: 120 },
      { nom: "Haute", statut: "adherent", habitants: 300 },
    ])
  })
})

describe("another intercommunalité, another mayor", () => {
  it("is said by the register from its day, with its act", async () => {
    const commune = stableId("collectivite", "27027")
    const [other] = await all(
      `select id, "publicId" from collectivite e where type = 'epci' and id <> (select "epciId" from collectivite where id = $1) limit 1`,
      [commune],
    )
    const input = { commune: stablePublicId("27027"), epci: other.publicId, fondement: "Arrêté du 4 mai 2026" }
    succeeded(await changeEpci(staff, { ...input, le: today() }))
    expect(await all(`select "epciId" from collectivite where id = $1`, [commune])).toEqual([{ epciId: other.id }])
    expect(await changeEpci(staff, { ...input, le: addDays(today(), 1) })).toMatchObject({ refusal: "epci-inchange" })
    expect(await changeEpci(staff, { ...input, epci: null, le: addDays(today(), -5) })).toMatchObject({
      refusal: "appartenance-connue",
    })
    succeeded(await changeEpci(staff, { ...input, epci: null, le: JANVIER }))
    expect(await all(`select "epciId" from collectivite where id = $1`, [commune])).toEqual([{ epciId: other.id }])
  })

  it("ends the former mandate and what it delegated, and lets the new one sign", async () => {
    const collectiviteId = stableId("collectivite", "27028")
    const [former, next] = [personneId("maire.breteuil"), personneId("secretaire.breteuil")]
    for (const [who, role] of [
      [former, "elu"],
      [next, "secretaire"],
    ])
      await owner.query(
        `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, $3, 'Maire', current_date - 90, 'essai')`,
        [collectiviteId, who, role],
      )
    const [mandat] = await all(
      `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
       values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) returning id`,
      [collectiviteId, former],
    )
    await owner.query(
      `insert into delegation ("collectiviteId", "mandatId", "personneId", nom, fonction, depuis, fondement, "enregistreParId") values ($1, $2, $3, 'x', 'Adjoint', current_date - 9, 'x', $3)`,
      [collectiviteId, mandat.id, next],
    )
    const input = { commune: stablePublicId("27028"), personne: next, le: today(), fondement: "Procès-verbal" }
    succeeded(await changeMaire(staff, input))
    expect(
      await all(`select "personneId", jusqua::text from mandat where "collectiviteId" = $1 order by depuis`, [
        collectiviteId,
      ]),
    ).toEqual([
      { personneId: former, jusqua: today() },
      { personneId: next, jusqua: null },
    ])
    expect(await all(`select jusqua::text from delegation where "collectiviteId" = $1`, [collectiviteId])).toEqual([
      { jusqua: today() },
    ])
    expect(await changeMaire(staff, input)).toMatchObject({ refusal: "maire-inchange" })
    expect(await changeMaire(staff, { ...input, personne: former })).toMatchObject({ refusal: "personne-inconnue" })
  })
})
