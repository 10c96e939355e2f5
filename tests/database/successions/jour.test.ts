import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { askRattachement } from "@/lib/access/identity/demandes.ts"
import { completeEtape } from "@/lib/messageries/commands/follow.ts"
import { addBoite } from "@/lib/messageries/commands/prepare.ts"
import { findMessagerie, listMessageries } from "@/lib/messageries/queries/messagerie.ts"
import { addDays, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { finishNextSuccession } from "@/lib/successions/commands/finish.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { splitCommune } from "@/lib/successions/commands/split.ts"
import { mergeInput, splitInput } from "@/lib/successions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const secretaire = (collectiviteId: string) =>
  membre({ personneId: personneId("secretaire.breteuil") }, collectiviteId, ["secretaire"])
const DEMAIN = addDays(today(), 1)
const HIER = addDays(today(), -1)

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const all = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows
const fusion = (codes: string[], le: CalendarDate = DEMAIN, codeInsee = codes[0]) =>
  mergeInput.parse({
    ...{ nom: `Nouvelle ${codes[0]}`, le, predecesseurs: codes.map(stablePublicId), codeInsee, siren: "" },
    fondement: "Arrêté préfectoral du 2 octobre 2026",
  })
const separation = (code: string, over: Record<string, string> = {}) =>
  splitInput.parse({
    ...{ commune: stablePublicId(code), nom_1: "Haute", code_1: code, habitants_1: "300" },
    ...{ nom_2: "Basse", code_2: "27999", habitants_2: "120", le: DEMAIN, fondement: "Arrêté du 3 mars 2026" },
    ...over,
  })

/** The day comes, by the hand of time. */
async function comes(successeurs: readonly string[]): Promise<void> {
  await owner.query(`update succession set le = $2 where "successeurId" = any ($1)`, [successeurs, today()])
  await owner.query(`update souscription set "termineeLe" = $1 where "termineeLe" = $2`, [HIER, today()])
}
// The driver does not know the columns of a statement.
const codeOf = async (id: string) =>
  (await all(`select "codeInsee", siren from collectivite where id = $1`, [id]))[0] as {
    codeInsee: string | null
    siren: string | null
  }
const habitants = async (code: string): Promise<number | null> =>
  (
    await all(
      `select habitants from population p, operateur o where p.genre = o."populationGenre" and p.millesime = o."populationMillesime" and code = $1`,
      [code],
    )
  )[0]?.habitants ?? null
const publicIdOf = async (id: string) =>
  String((await all(`select "publicId" from collectivite where id = $1`, [id]))[0].publicId)

describe("codes and inhabitants", () => {
  it("stay with each commune until the day, then are the successor's, as INSEE published them meanwhile", async () => {
    const [a, b] = [stableId("collectivite", "27035"), stableId("collectivite", "27036")]
    await owner.query(`update collectivite set siren = '212700350' where id = $1`, [a])
    const [ha, hb] = [await habitants("27035"), await habitants("27036")]
    const { id, collectivite } = succeeded(await mergeCommunes(staff, fusion(["27035", "27036"])))
    expect(await codeOf(a)).toEqual({ codeInsee: "27035", siren: "212700350" })
    expect(await codeOf(id)).toEqual({ codeInsee: null, siren: null })
    expect([await habitants("27035"), await habitants("27036")]).toEqual([ha, hb])
    expect(await habitants(collectivite)).toBe(Number(ha) + Number(hb))

    await owner.query(
      `update population set habitants = habitants + 10 where code = '27036' and millesime = (select "populationMillesime" from operateur)`,
    )
    await comes([id])
    succeeded(await finishNextSuccession())
    // One of the two has ended: the code waits for the other.
    expect((await codeOf(id)).codeInsee).toBeNull()
    succeeded(await finishNextSuccession())
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })
    expect(await codeOf(id)).toEqual({ codeInsee: "27035", siren: null })
    expect(await codeOf(a)).toEqual({ codeInsee: null, siren: null })
    expect((await codeOf(b)).codeInsee).toBeNull()
    expect(await habitants("27035")).toBe(Number(ha) + Number(hb) + 10)
    expect([await habitants("27036"), await habitants(collectivite)]).toEqual([null, null])
    // What each counted stays with it.
    expect([await habitants(await publicIdOf(a)), await habitants(await publicIdOf(b))]).toEqual([ha, Number(hb) + 10])
  })

  it("move at once when the day has passed", async () => {
    const total = Number(await habitants("27010")) + Number(await habitants("27012"))
    const { id } = succeeded(await mergeCommunes(staff, fusion(["27010", "27012"], HIER)))
    expect((await codeOf(id)).codeInsee).toBe("27010")
    expect(await habitants("27010")).toBe(total)
  })

  it("that a commune to come will bear are refused to another", async () => {
    succeeded(await mergeCommunes(staff, fusion(["27013", "27019"], DEMAIN, "27998")))
    expect(await mergeCommunes(staff, fusion(["27020", "27027"], DEMAIN, "27998"))).toMatchObject({
      ...{ refusal: "code-pris", details: { code: "27998", nom: "Nouvelle 27013" } },
    })
    expect(await splitCommune(staff, separation("27028", { code_2: "27998" }))).toMatchObject({ refusal: "code-pris" })
  })

  it("go on to the next where the successor merges again later, and what is due long after ends in order", async () => {
    const first = succeeded(await mergeCommunes(staff, fusion(["27031", "27032"])))
    const sum = Number(await habitants("27031")) + Number(await habitants("27032"))
    const third = Number(await habitants("27034"))
    const input = { ...fusion(["27034"], addDays(DEMAIN, 30), "27031"), nom: "Grande" }
    const again = { ...input, predecesseurs: [first.collectivite, stablePublicId("27034")] }
    const last = succeeded(await mergeCommunes(staff, again))
    expect(await habitants(last.collectivite)).toBe(sum + third)
    await comes([first.id, last.id])
    for (let done = 0; done < 4; done += 1) succeeded(await finishNextSuccession())
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })
    expect(await codeOf(last.id)).toMatchObject({ codeInsee: "27031" })
    expect((await codeOf(first.id)).codeInsee).toBeNull()
    expect(await habitants("27031")).toBe(sum + third)
  })

  it("pass to the two of a split once, whatever the number of workers", async () => {
    const old = stableId("collectivite", "27020")
    const { collectivites } = succeeded(await splitCommune(staff, separation("27020")))
    const rows = await all(`select id, nom from collectivite where "publicId" = any ($1) order by nom`, [collectivites])
    await comes(rows.map(({ id }) => id))
    const answers = await Promise.all([finishNextSuccession(), finishNextSuccession(), finishNextSuccession()])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await finishNextSuccession()).toMatchObject({ refusal: "rien" })
    expect(
      await all(`select nom, "codeInsee" from collectivite where id = any ($1) order by nom`, [
        rows.map(({ id }) => id),
      ]),
    ).toEqual([
      { nom: "Basse", codeInsee: "27999" },
      { nom: "Haute", codeInsee: "27020" },
    ])
    expect([await habitants("27020"), await habitants("27999")]).toEqual([300, 120])
    expect((await codeOf(old)).codeInsee).toBeNull()
  })
})

describe("the mail of a commune that merges", () => {
  const MESNILS = stableId("collectivite", "27198")
  const FORMER = stableId("messagerie", "27198")

  it("goes on at the successor's with its name, its mailboxes, its zone and its steps, those of the last days too", async () => {
    const { id, collectivite } = succeeded(await mergeCommunes(staff, fusion(["27198", "27112"])))
    expect(await read(staff, (tx) => tx.messagerie.count({ where: { collectiviteId: id } }))).toBe(0)
    // The old team goes on until the day.
    const late = { collectivite: stablePublicId("27198"), messagerie: FORMER }
    succeeded(await addBoite(secretaire(MESNILS), { ...late, adresse: "ecole", genre: "partagee", usage: "École" }))
    succeeded(await completeEtape(staff, { ...late, etape: "reprise" }))
    await comes([id])
    succeeded(await finishNextSuccession())
    succeeded(await finishNextSuccession())

    const team = secretaire(id)
    const [choix, ...others] = await read(team, (tx) => listMessageries(tx, id))
    expect(others).toEqual([])
    expect(choix).toMatchObject({ nom: "mesnils-sur-iton.invalid" })
    const file = await read(team, (tx) => findMessagerie(tx, id, String(choix?.souscriptionId)))
    expect(file?.boites.map(({ adresse }) => adresse)).toEqual(["accueil", "ecole", "maire", "secretariat"])
    expect(file?.etapes.map(({ code }) => code)).toEqual(["inventaire", "boites", "reprise"])
    expect(file).toMatchObject({ ancienneAdresse: "mairie.mesnils@orange.fr", attendus: { dkimSelecteur: "s1" } })
    // And is used there, no longer in the old file.
    const target = { collectivite, messagerie: String(file?.id) }
    succeeded(await completeEtape(team, { ...target, etape: "redirection" }))
    succeeded(await addBoite(team, { ...target, adresse: "cantine", genre: "partagee", usage: "Cantine" }))
    const boite = { ...late, adresse: "perdue", genre: "partagee", usage: "Perdue" } as const
    expect(await addBoite(secretaire(MESNILS), boite)).toMatchObject({ refusal: "messagerie-terminee" })
  })

  it("of two that each had theirs, keeps both domain names", async () => {
    for (const code of ["27037", "27038"]) {
      const key = [stableId("collectivite", code), stableId("souscription", `essai ${code}`)]
      await owner.query(`update adhesion set statut = 'adherent' where "collectiviteId" = $1`, [key[0]])
      await owner.query(
        `insert into souscription ("collectiviteId", id, "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
         select $1, $2, id, 'en_service', 2, current_date - 99, 'x', 'x@demo.invalid', $3, current_date - 99 from service where outil = 'messagerie'`,
        [...key, staff.who.personneId],
      )
      await owner.query(`insert into messagerie ("collectiviteId", "souscriptionId", nom) values ($1, $2, $3)`, [
        ...key,
        `mairie-${code}.invalid`,
      ])
    }
    const { id } = succeeded(await mergeCommunes(staff, fusion(["27037", "27038"], HIER)))
    const choix = await read(secretaire(id), (tx) => listMessageries(tx, id))
    expect(choix.map(({ nom }) => nom).sort()).toEqual(["mairie-27037.invalid", "mairie-27038.invalid"])
  })
})

it("a commune that has disappeared is no longer joined: its successor is named", async () => {
  const { who } = membre({ personneId: personneId("nouvelle.secretaire") }, stableId("collectivite", "27198"))
  const ask = { publicId: stablePublicId("27042"), role: "secretaire", fonction: "Secrétaire" } as const
  succeeded(await mergeCommunes(staff, fusion(["27042", "27043"], HIER)))
  expect(await askRattachement(who, ask)).toEqual({
    ...{ ok: false, refusal: "collectivite-disparue" },
    details: expect.objectContaining({ successeur: "Nouvelle 27042" }),
  })
  succeeded(await splitCommune(staff, separation("27044", { code_2: "27997" })))
  expect(await askRattachement(who, { ...ask, publicId: stablePublicId("27044") })).toMatchObject({ ok: true })
})
