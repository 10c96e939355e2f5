import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { answerDemande, askDroit } from "@/lib/outils/commands/demandes.ts"
import { endDroit, giveDroit } from "@/lib/outils/commands/droits.ts"
import { receiveListe } from "@/lib/outils/commands/listes.ts"
import { updateModule } from "@/lib/outils/commands/manage.ts"
import { openOutil } from "@/lib/outils/commands/open.ts"
import { findClaims } from "@/lib/outils/commands/sso.ts"
import { forgetUsages } from "@/lib/outils/commands/usage.ts"
import { endDroits } from "@/lib/outils/commands/watch.ts"
import { findDroits } from "@/lib/outils/queries/droits.ts"
import { findListe, listAcces } from "@/lib/outils/queries/listes.ts"
import { listModules, listOutils } from "@/lib/outils/queries/outils.ts"
import { answerInput, askInput, endInput, giveInput } from "@/lib/outils/schema/droits.ts"
import { accesFilter, moduleInput } from "@/lib/outils/schema.ts"
import { eraseNextAccount } from "@/lib/personnes/commands/idle-accounts.ts"
import { addDays, addMonths, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const BRETEUIL = "27112"
const MARBOIS = "27157"
const id = (code: string) => stableId("collectivite", code)
/** Nobody of Breteuil is named for it when the test begins, and it has one profile. */
const TOOL = "transfert-fichiers"
const SECRETAIRE = personneId("secretaire.breteuil")
const MAIRE = personneId("maire.breteuil")
const secretaire = membre({ personneId: SECRETAIRE }, id(BRETEUIL))
const maire = membre({ personneId: MAIRE }, id(BRETEUIL), ["elu"])
const place = { collectivite: stablePublicId(BRETEUIL), service: TOOL }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
     select $1, $2, 'en_service', 1, current_date, 'Essai', 'essai@exemple.fr', $3, current_date
     where not exists (select from souscription where "collectiviteId" = $1 and "serviceId" = $2 and etat = 'en_service')`,
    [id(BRETEUIL), stableId("service", TOOL), SECRETAIRE],
  )
})
afterAll(() => owner.end())

/** Each test begins without any right to this tool: those of before have ended, as in life. */
beforeEach(async () => {
  await owner.query(`update module_droit set fin = 'retire', "finiLe" = now() where "serviceId" = $1 and fin is null`, [
    stableId("service", TOOL),
  ])
  await owner.query(`update module set "comptesInclus" = null, suspendu = false where "serviceId" = $1`, [
    stableId("service", TOOL),
  ])
})

const give = (personne: string, more: object = {}, ctx: typeof secretaire | typeof staff = secretaire) =>
  giveDroit(ctx, giveInput.parse({ ...place, personne, profil: "Utilisateur", ...more }))
const page = async (collectiviteId = id(BRETEUIL)) => {
  const found = await read(staff, (tx) => findDroits(tx, { collectiviteId, slug: TOOL, day: today() }))
  if (!found) throw new Error("no such tool")
  return found
}
const told = async (personne: string) =>
  (
    await owner.query<{ titre: string }>(
      `select titre from notification where "personneId" = $1 and genre like 'outil-acces%' order by id desc`,
      [personne],
    )
  ).rows.map(({ titre }) => titre)
const open = (ctx: typeof secretaire, answers = true, insist = false) =>
  openOutil(
    ctx,
    { slug: TOOL, issuer: "https://portail.example/api/sso", now: new Date(), insist },
    { answers: async () => answers },
  )

describe("the right to open a tool", () => {
  it("is given to a person of the team under her name, told to her, and opens the tool at once; taken away, it shuts it", async () => {
    expect(await open(maire)).toMatchObject({ refusal: "droit-absent" })
    succeeded(await give(MAIRE, { jusquAu: addDays(today(), 30) }))
    expect((await page()).nommes).toMatchObject([
      {
        personneId: MAIRE,
        profil: "Utilisateur",
        jusqua: addDays(today(), 31),
        courriel: "maire.breteuil@demo.invalid",
      },
    ])
    expect((await told(MAIRE))[0]).toMatch(/vous y avez accès$/)
    expect(succeeded(await open(maire)).url).toContain(TOOL)

    const [droit] = (await page()).nommes
    succeeded(await endDroit(secretaire, endInput.parse({ ...place, droit: droit?.id })))
    expect(await open(maire)).toMatchObject({ refusal: "droit-absent" })
    expect((await told(MAIRE))[0]).toMatch(/votre accès est retiré$/)
    expect(await endDroit(secretaire, endInput.parse({ ...place, droit: droit?.id }))).toMatchObject({
      refusal: "droit-inconnu",
    })
    const { rows } = await owner.query(
      `select evenement from journal where "concerneId" = $1 and evenement like 'outil.droit%' order by le desc, id desc limit 2`,
      [id(BRETEUIL)],
    )
    expect(rows.map(({ evenement }) => evenement).sort()).toEqual(["outil.droit-donne", "outil.droit-retire"])
  })

  it("is refused to who is not of the team, to a shared mailbox, twice, for a profile that is not, or for a past day", async () => {
    expect(await give(personneId("maire.marbois"))).toMatchObject({ refusal: "personne-inconnue" })
    expect(await give(MAIRE, { profil: "Inventé" })).toMatchObject({ refusal: "profil-inconnu" })
    expect(await give(MAIRE, { jusquAu: addDays(today(), -1) })).toMatchObject({ refusal: "periode-passee" })
    succeeded(await give(MAIRE))
    expect(await give(MAIRE)).toMatchObject({ refusal: "deja-donne" })
    await owner.query("update personne set genre = 'boite' where id = $1", [SECRETAIRE])
    expect(await give(SECRETAIRE)).toMatchObject({ refusal: "boite-partagee" })
    await owner.query("update personne set genre = 'personne' where id = $1", [SECRETAIRE])
  })

  it("counts against what membership covers: of two given at once, the last account goes to one", async () => {
    await owner.query(`update module set "comptesInclus" = 1 where "serviceId" = $1`, [stableId("service", TOOL)])
    const both = await Promise.all([give(MAIRE), give(SECRETAIRE, {}, staff)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: "comptes-epuises",
      details: { nombre: "1\u00a0compte" },
    })
  })

  it("is neither given nor taken by an élu, nor by another commune's secrétaire, whatever her form names", async () => {
    await expect(give(MAIRE, {}, maire)).rejects.toThrow("outils.grant")
    const elsewhere = membre({ personneId: personneId("maire.marbois") }, id(MARBOIS))
    await expect(give(MAIRE, {}, elsewhere)).resolves.toMatchObject({ ok: false })
    succeeded(await give(MAIRE))
    const [droit] = (await page()).nommes
    expect(await endDroit(elsewhere, endInput.parse({ ...place, droit: droit?.id }))).toMatchObject({
      refusal: "droit-inconnu",
    })
    const seen = await read(elsewhere, (tx) =>
      findDroits(tx, { collectiviteId: id(BRETEUIL), slug: TOOL, day: today() }),
    )
    expect(seen).toMatchObject({ nommes: [], posees: [], comptes: [], nommables: [] })
  })

  it("ends for good with the habilitation, the day given, or the service, and both sides are told", async () => {
    succeeded(await give(MAIRE))
    await owner.query(
      `update rattachement set jusqua = current_date where "personneId" = $1 and "collectiviteId" = $2`,
      [MAIRE, id(BRETEUIL)],
    )
    expect((await page()).nommes).toEqual([])
    expect(await open(maire)).toMatchObject({ refusal: "droit-absent" })
    succeeded(await endDroits(new Date()))
    await owner.query(`update rattachement set jusqua = null where "personneId" = $1 and "collectiviteId" = $2`, [
      MAIRE,
      id(BRETEUIL),
    ])
    expect(await open(maire), "coming back does not give it back").toMatchObject({ refusal: "droit-absent" })
    const { rows } = await owner.query(
      `select fin from module_droit where "personneId" = $1 and "serviceId" = $2 and "collectiviteId" = $3 order by "finiLe" desc, id desc limit 1`,
      [MAIRE, stableId("service", TOOL), id(BRETEUIL)],
    )
    expect(rows).toEqual([{ fin: "habilitation" }])
    expect((await told(MAIRE))[0]).toMatch(/votre accès a pris fin$/)
    expect((await told(SECRETAIRE))[0]).toMatch(/un accès a pris fin$/)

    succeeded(await give(MAIRE, { jusquAu: addDays(today(), 1) }))
    succeeded(await endDroits(new Date(`${addDays(today(), 2)}T12:00:00Z`)))
    expect((await page()).nommes).toEqual([])
  })

  it("of an élu ends with the mandate that is recorded for her", async () => {
    succeeded(await give(MAIRE))
    const { rows } = await owner.query(`select count(*)::int as n from mandat where "personneId" = $1`, [MAIRE])
    expect(rows[0].n).toBeGreaterThan(0)
    await owner.query("begin")
    await owner.query(`update mandat set jusqua = current_date where "personneId" = $1`, [MAIRE])
    const { rows: judged } = await owner.query("select portail_habilitee($1, $2, current_date) as ok", [
      id(BRETEUIL),
      MAIRE,
    ])
    await owner.query("rollback")
    expect(judged).toEqual([{ ok: false }])
  })

  it("never changes once given, whoever asks the database", async () => {
    succeeded(await give(MAIRE))
    const [droit] = (await page()).nommes
    await expect(owner.query("update module_droit set profil = 'Autre' where id = $1", [droit?.id])).rejects.toThrow(
      "Un accès donné ne change pas",
    )
  })
})

describe("a request for access", () => {
  it("goes to the secrétariat once, and is granted with a profile or refused with a reason", async () => {
    succeeded(await askDroit(maire, askInput.parse({ ...place, pourquoi: "Envoyer des plans" })))
    expect(await askDroit(maire, askInput.parse(place))).toMatchObject({ refusal: "deja-demande" })
    expect((await told(SECRETAIRE))[0]).toMatch(/demande l'accès$/)
    const [posee] = (await page()).posees
    expect(posee).toMatchObject({ pourquoi: "Envoyer des plans", courriel: "maire.breteuil@demo.invalid" })
    const answer = (more: object) =>
      answerDemande(secretaire, answerInput.parse({ ...place, demande: posee?.id, ...more }))
    expect(await answer({ decision: "refuser" })).toMatchObject({ refusal: "motif-manquant" })
    succeeded(await answer({ decision: "refuser", motif: "Passez par le secrétariat" }))
    expect((await told(MAIRE))[0]).toMatch(/votre demande d'accès est refusée$/)
    expect(await answer({ decision: "accorder", profil: "Utilisateur" })).toMatchObject({ refusal: "demande-inconnue" })

    succeeded(await askDroit(maire, askInput.parse(place)))
    const [again] = (await page()).posees
    const input = { ...place, demande: again?.id, decision: "accorder", profil: "Utilisateur" }
    succeeded(await answerDemande(secretaire, answerInput.parse(input)))
    expect((await open(maire)).ok).toBe(true)
    expect(await askDroit(maire, askInput.parse(place))).toMatchObject({ refusal: "deja-acces" })
  })
})

describe("opening a tool", () => {
  it("is a use, once a day and a person, which « never used » and the desk see; the journal says no name", async () => {
    succeeded(await give(MAIRE))
    await owner.query(`delete from module_usage where "serviceId" = $1`, [stableId("service", TOOL)])
    await owner.query(`update module_acces set "dernierUsageLe" = null where "serviceId" = $1`, [
      stableId("service", TOOL),
    ])
    const used = async () => (await read(staff, listModules)).find(({ slug }) => slug === TOOL)?.utilise
    expect(await used()).toBe(0)
    succeeded(await open(maire))
    succeeded(await open(maire))
    const { rows } = await owner.query(`select count(*)::int as n from module_usage where "personneId" = $1`, [MAIRE])
    expect(rows).toEqual([{ n: 1 }])
    expect(await used()).toBe(1)
    const reader = { collectiviteId: id(BRETEUIL), personneId: SECRETAIRE }
    const outils = await read(secretaire, (tx) => listOutils(tx, reader, new Date()))
    expect(outils.find(({ slug }) => slug === TOOL)).toMatchObject({ dernierUsageLe: today(), nommes: 1, droit: null })
    const { rows: traces } = await owner.query(
      `select "personneId", "concerneId" from journal where evenement = 'outil.utilise' and objet = $1`,
      [`service/${TOOL}`],
    )
    expect(new Set(traces.map(({ personneId, concerneId }) => `${personneId} ${concerneId}`))).toEqual(
      new Set([`null ${id(BRETEUIL)}`]),
    )

    expect(await forgetUsages(new Date())).toMatchObject({ refusal: "rien" })
    await owner.query(`update module_usage set jour = $1 where "personneId" = $2`, [addMonths(today(), -14), MAIRE])
    expect(succeeded(await forgetUsages(new Date()))).toEqual({ usages: 1 })
  })

  it("is refused while the tool is closed or stopped; a federated one that does not answer is said so, unless she insists", async () => {
    succeeded(await give(MAIRE))
    await owner.query(`update module set suspendu = true where "serviceId" = $1`, [stableId("service", TOOL)])
    expect(await open(maire)).toMatchObject({ refusal: "outil-suspendu" })
    await owner.query(`update module set suspendu = false where "serviceId" = $1`, [stableId("service", TOOL)])
    const { rows } = await owner.query(
      `insert into maintenance ("serviceId", debut, fin, objet) values ($1, now() - interval '1 hour', now() + interval '1 hour', 'Essai.') returning id`,
      [stableId("service", TOOL)],
    )
    expect(await open(maire)).toMatchObject({ refusal: "arret-en-cours", details: { objet: "Essai." } })
    await owner.query("update maintenance set annulee = true where id = $1", [rows[0].id])
    expect((await open(maire, false)).ok, "a tool of its own accounts is not asked").toBe(true)

    const joined = { slug: "parapheur-electronique", issuer: "https://portail.example/api/sso", now: new Date() }
    const dead = { answers: async () => false }
    expect(await openOutil(secretaire, { ...joined, insist: false }, dead)).toMatchObject({ refusal: "outil-muet" })
    const { url } = succeeded(await openOutil(secretaire, { ...joined, insist: true }, dead))
    expect(new URL(url).searchParams.get("iss")).toBe(joined.issuer)
  })

  it("tells a federated tool who comes, for which collectivité and as what, and nothing once the right has ended", async () => {
    succeeded(await give(MAIRE, { jusquAu: addDays(today(), 30) }))
    const account = `${MAIRE}.${id(BRETEUIL)}`
    expect(await findClaims(account, TOOL, new Date())).toEqual({
      ...{ name: "Maire de Breteuil", email: "maire.breteuil@demo.invalid", email_verified: true },
      ...{ profil: "Utilisateur", droit_jusqua: addDays(today(), 30) },
      collectivite: expect.objectContaining({ id: stablePublicId(BRETEUIL), nom: "Breteuil", code_insee: BRETEUIL }),
    })
    expect(await findClaims(`${MAIRE}.${id(MARBOIS)}`, TOOL, new Date())).toBeNull()
    expect(await findClaims("n'importe quoi", TOOL, new Date())).toBeNull()
    const [droit] = (await page()).nommes
    succeeded(await endDroit(staff, endInput.parse({ ...place, droit: droit?.id })))
    expect(await findClaims(account, TOOL, new Date())).toBeNull()
  })
})

describe("the provider's list of accounts", () => {
  const receive = (text: string) =>
    receiveListe(staff, { service: TOOL, fichier: new File([text], "comptes.csv", { type: "text/csv" }) })

  it("replaces those of the collectivités it names, is set beside the rights, and keeps the lines it cannot place", async () => {
    succeeded(await give(MAIRE))
    succeeded(
      await receive(`collectivite;courriel;nom;profil;dernier_usage
${BRETEUIL};ancien@exemple.fr;Ancien;Utilisateur;2026-10-01
99999;perdu@exemple.fr;Perdu;;
${stablePublicId(BRETEUIL)};ANCIEN@exemple.fr;Ancien;;
`),
    )
    const found = await page()
    expect(found).toMatchObject({ fournisseur: 1, listeLe: today(), comptes: [{ courriel: "ancien@exemple.fr" }] })
    const listed = async (filter: object) => {
      const at = { serviceId: found.module.serviceId, day: today(), filter: accesFilter.parse(filter), pageSize: 50 }
      return (await read(staff, (tx) => listAcces(tx, at))).rows
    }
    const [row] = await listed({ ecarts: "oui", q: "breteuil" })
    expect(row).toMatchObject({ nom: "Breteuil", nommes: 1, fournisseur: 1, sansDroit: 1, sansCompte: 1 })
    const liste = await read(staff, (tx) => findListe(tx, found.module.serviceId))
    expect(liste).toMatchObject({
      ...{ comptes: 1, collectivites: 1 },
      ecartees: [
        { ligne: 3, raison: "collectivité inconnue" },
        { ligne: 4, raison: "même compte deux fois" },
      ],
    })

    succeeded(await receive(`collectivite;courriel;nom\n${BRETEUIL};maire.breteuil@demo.invalid;Maire\n`))
    const [again] = await listed({ q: "Breteuil" })
    expect(again).toMatchObject({ sansDroit: 0, sansCompte: 0 })
    expect(await receive("collectivite;courriel;nom\n99999;a@exemple.fr;A\n")).toMatchObject({
      refusal: "fichier-vide",
    })
  })
})

it("a profile that somebody still has is not taken off the tool's list", async () => {
  succeeded(await give(MAIRE))
  const fiche = {
    service: TOOL,
    aQuoiSert: "Envoyer",
    adresse: "https://outil.example/",
    tutoriel: "",
    contact: "Support",
    perturbation: "",
  }
  const change = (profils: string) => updateModule(staff, moduleInput.parse({ ...fiche, profils, comptesInclus: "" }))
  expect(await change("Lecteur")).toMatchObject({ refusal: "profil-tenu", details: { profil: "Utilisateur" } })
  succeeded(await change("Lecteur\nUtilisateur"))
})

it("of an account that is erased, neither the days of use nor what was written to ask for a tool are kept", async () => {
  const { rows } = await owner.query<{ id: string }>(
    `insert into personne (nom, courriel, "vueLe", "avertieLe") values ('Partie', 'partie@demo.invalid', now() - interval '25 months', now() - interval '40 days') returning id`,
  )
  const gone = String(rows[0]?.id)
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, 'secretaire', 'Essai', '2024-01-01', 'essai')`,
    [id(BRETEUIL), gone],
  )
  succeeded(
    await askDroit(membre({ personneId: gone }, id(BRETEUIL)), askInput.parse({ ...place, pourquoi: "Écrire" })),
  )
  succeeded(await give(gone))
  succeeded(await open(membre({ personneId: gone }, id(BRETEUIL))))
  await owner.query(`update operateur set "conservationComptesMois" = 24`)
  expect(succeeded(await eraseNextAccount(new Date()))).toEqual({ id: gone })
  const { rows: left } = await owner.query(
    `select (select count(*)::int from module_usage where "personneId" = $1) as usages,
       (select pourquoi from module_demande where "personneId" = $1) as pourquoi`,
    [gone],
  )
  expect(left).toEqual([{ usages: 0, pourquoi: null }])
  expect((await page()).nommes.map(({ personneId }) => personneId)).not.toContain(gone)
})
