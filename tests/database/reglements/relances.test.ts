import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import type { MailMessage } from "@/lib/ports/mail.ts"
import { answerQuestion, askQuestion } from "@/lib/reglements/commands/ask.ts"
import { pauseRelances, resumeRelances } from "@/lib/reglements/commands/pause.ts"
import { recordReglement } from "@/lib/reglements/commands/record.ts"
import { sendRelances } from "@/lib/reglements/commands/remind.ts"
import { sendNextRelanceMail } from "@/lib/reglements/commands/send-mails.ts"
import { renderRelance } from "@/lib/reglements/pdf/relance.ts"
import { findCompte, listMouvements } from "@/lib/reglements/queries/compte.ts"
import { listMesTitres } from "@/lib/reglements/queries/member.ts"
import { countQuestions, listMessages, listQuestions } from "@/lib/reglements/queries/questions.ts"
import { findFigures, listRecus } from "@/lib/reglements/queries/recus.ts"
import { findRelance, listEnRetard, listRelances, planRelances } from "@/lib/reglements/queries/relances.ts"
import { listSoldes, totalSoldes } from "@/lib/titres/queries/soldes.ts"
import { findEmetteur } from "@/lib/titres/queries.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { duOf, etatOf, type IssuedTitre, insertTitre } from "@/tests/support/issued-titres.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const day = calendarDate("2026-11-22")
const gestionnaire = agent({ personneId: personneId("gestionnaire") })
const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

let breteuil: string
let other: string
let numero = 700
const titreOf = (of: Partial<Parameters<typeof insertTitre>[1]> = {}): Promise<IssuedTitre> => {
  numero += 1
  return insertTitre(owner, { collectiviteId: breteuil, numero, montant: 1_000n, echeance: "2026-10-31", ...of })
}
const sentTo = (titre: IssuedTitre) =>
  rows<{ rang: number; reste: string }>(`select rang, reste::text from relance where "titreId" = $1 order by rang`, [
    titre.titreId,
  ])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "", departement: "27", comptes: true, today: day })
  const [one] = await rows<{ id: string }>(`select id from collectivite where "codeInsee" = '27112'`)
  const [two] = await rows<{ id: string }>(`select id from collectivite where "codeInsee" = '27198'`)
  breteuil = String(one?.id)
  other = String(two?.id)
  await owner
    .query(
      `insert into fiche ("collectiviteId", "courrielOfficiel") values ($1, 'mairie@breteuil.invalid')
    on conflict do nothing`,
      [breteuil],
    )
    .catch(() => undefined)
  await owner.query(`update fiche set "courrielOfficiel" = 'mairie@breteuil.invalid' where "collectiviteId" = $1`, [
    breteuil,
  ])
}, 120_000)
afterAll(() => owner.end())

describe("the accounts of the demonstration", () => {
  it("balance: billed − cancelled − paid = due, by titre, by member and in total", async () => {
    const total = await read(gestionnaire, (tx) => totalSoldes(tx, { cherche: "", page: 1 }))
    const [sums] = await rows<{ du: string }>(
      `select ((select sum("montantTtc") from titre where nature = 'recette') - (select coalesce(sum("montantTtc"), 0) from titre where nature <> 'recette')
         - (select sum(montant) from reglement))::text as du`,
    )
    expect(total.du).toBe(BigInt(sums?.du ?? 0))
    expect(total.facture - total.annule - total.regle).toBe(total.du)
    const soldes = await read(gestionnaire, (tx) => listSoldes(tx, { cherche: "", page: 1 }))
    expect(soldes.reduce((sum, { du }) => sum + du, 0n)).toBe(total.du)
    for (const { collectiviteId, du } of soldes) {
      const { compte, mouvements } = await read(gestionnaire, async (tx) => ({
        compte: await findCompte(tx, collectiviteId, day),
        mouvements: await listMouvements(tx, collectiviteId, 1),
      }))
      expect(compte.du).toBe(du)
      expect(mouvements[0]?.solde).toBe(du)
      expect(mouvements.reduce((sum, { montant }) => sum + montant, 0n)).toBe(du)
    }
  })

  it("hold a payment in part, an over-payment, a question that waits, and say so", async () => {
    const states = await rows<{ etat: string; n: number }>(
      `select etat, count(*)::int as n from (select distinct on ("titreId") etat from titre_suivi order by "titreId", le desc, id desc) x group by 1`,
    )
    expect(Object.fromEntries(states.map(({ etat, n }) => [etat, n]))).toMatchObject({
      partiellement_regle: 5,
      emis: 6,
    })
    const figures = await read(gestionnaire, (tx) => findFigures(tx, day))
    expect(figures).toMatchObject({ credit: 7_085n, questions: 1, nombre: 0 })
    expect(await read(gestionnaire, (tx) => listRecus(tx, { etat: "affecte", cherche: "", page: 1 }))).toHaveLength(10)
  })
})

describe("a reminder", () => {
  it("leaves once, however many workers and however often they are killed, with its news and its mail", async () => {
    const titre = await titreOf()
    const before = addDays(calendarDate("2026-10-31"), 14)
    await sendRelances(before)
    expect(await sentTo(titre)).toEqual([])
    await Promise.all([sendRelances(day), sendRelances(day), sendRelances(day)])
    await sendRelances(day)
    expect(await sentTo(titre)).toEqual([{ rang: 1, reste: "1000" }])
    const news = await rows<{ n: number }>(
      `select count(*)::int as n from notification where genre = 'titre-relance' and texte like $1`,
      [`%2026-COT-${titre.numero}%`],
    )
    expect(news[0]?.n).toBeGreaterThan(0)
    const mails = await rows<{ destinataire: string }>(
      `select destinataire from courriel m join relance r on r.id = m."objetId" where m.genre = 'titre-relance' and r."titreId" = $1`,
      [titre.titreId],
    )
    expect(mails).toEqual([{ destinataire: "mairie@breteuil.invalid" }])
    const sent: MailMessage[] = []
    const mail = {
      send: async (message: MailMessage) => {
        sent.push(message)
        return { accepted: true as const, response: "250" }
      },
    }
    while ((await sendNextRelanceMail({ mail })).ok);
    expect(sent.filter(({ subject }) => subject.includes(`2026-COT-${titre.numero}`))).toHaveLength(1)
    expect(sent[0]?.text).toContain("Il reste dû")
  })

  it("that fails half-way leaves nothing behind, and leaves whole the next time", async () => {
    const titre = await titreOf()
    await owner.query(`create function essai_panne() returns trigger language plpgsql as $$ begin raise exception 'panne'; end $$;
      create trigger panne before insert on notification for each row execute function essai_panne()`)
    await expect(sendRelances(day)).rejects.toThrow()
    expect(await sentTo(titre)).toEqual([])
    await owner.query(`drop trigger panne on notification; drop function essai_panne()`)
    expect(await sendRelances(day)).toMatchObject({ ok: true })
    expect(await sentTo(titre)).toHaveLength(1)
  })

  it("says what is left, and the next rank waits for its interval", async () => {
    const titre = await titreOf()
    await recordReglement(gestionnaire, {
      ...{
        titre: titre.titreId,
        lu: 1_000n,
        montant: 400n,
        recuLe: day,
        moyen: "virement",
        reference: "",
        tropPercu: false,
      },
    })
    await sendRelances(day)
    expect(await sentTo(titre)).toEqual([{ rang: 1, reste: "600" }])
    await owner.query(`alter table relance disable trigger immuable; update relance set le = '2026-11-15T08:00Z' where "titreId" = '${titre.titreId}';
      alter table relance enable trigger immuable`)
    await sendRelances(addDays(calendarDate("2026-11-15"), 29))
    expect(await sentTo(titre)).toHaveLength(1)
    await sendRelances(addDays(calendarDate("2026-11-15"), 30))
    expect(await sentTo(titre)).toHaveLength(2)
    await sendRelances(calendarDate("2027-06-01"))
    expect(await sentTo(titre)).toHaveLength(2)
  })

  it("never leaves for what is paid, cancelled, refused, given up or paused, and leaves again once resumed", async () => {
    const [paid, cancelled, refused, lost, paused] = [
      await titreOf(),
      await titreOf(),
      await titreOf(),
      await titreOf(),
      await titreOf(),
    ]
    await recordReglement(gestionnaire, {
      ...{
        titre: paid.titreId,
        lu: 1_000n,
        montant: 1_000n,
        recuLe: day,
        moyen: "virement",
        reference: "",
        tropPercu: false,
      },
    })
    await titreOf({ corrige: { titreId: cancelled.titreId, nature: "annulation" } })
    for (const [titre, etat] of [
      [refused, "rejete"],
      [lost, "non_valeur"],
    ] as const)
      await owner.query(
        `insert into titre_suivi ("collectiviteId", "titreId", etat, le) values ($1, $2, $3, now() + interval '1 second')`,
        [titre.collectiviteId, titre.titreId, etat],
      )
    const pause = { titre: paused.titreId, pause: "contestation" as const, motif: "Recours devant le tribunal" }
    expect(await pauseRelances(gestionnaire, pause)).toMatchObject({ ok: true })
    expect(await pauseRelances(gestionnaire, pause)).toMatchObject({ ok: false, refusal: "deja-en-pause" })
    await sendRelances(day)
    for (const titre of [paid, cancelled, refused, lost, paused]) expect(await sentTo(titre)).toEqual([])
    expect(await resumeRelances(gestionnaire, { titre: paused.titreId })).toMatchObject({ ok: true })
    expect(await resumeRelances(gestionnaire, { titre: paused.titreId })).toMatchObject({
      ok: false,
      refusal: "pas-en-pause",
    })
    await sendRelances(day)
    expect(await sentTo(paused)).toHaveLength(1)
  })

  it("is planned before it leaves, follows the settings, and can be printed", async () => {
    const titre = await titreOf({ echeance: "2026-11-20" })
    const planned = await read(gestionnaire, async (tx) =>
      planRelances(await listEnRetard(tx, day, [titre.titreId]), [15, 45]),
    )
    expect(planned).toMatchObject([{ rang: 1, le: "2026-12-05" }])
    await owner.query(`update operateur set "relancesJours" = '{}'`)
    await sendRelances(calendarDate("2027-01-01"))
    expect(await sentTo(titre)).toEqual([])
    await owner.query(`update operateur set "relancesJours" = '{15,45}'`)
    const [sent] = await read(gestionnaire, listRelances)
    const letter = await read(gestionnaire, async (tx) => ({
      relance: await findRelance(tx, String(sent?.id)),
      emetteur: await findEmetteur(tx, true),
    }))
    if (!letter.relance) throw new Error("no letter")
    const once = await renderRelance(letter.relance, letter.emetteur)
    expect(once.subarray(0, 5).toString()).toBe("%PDF-")
    expect(once.equals(await renderRelance(letter.relance, letter.emetteur))).toBe(true)
  })
})

describe("a question about a titre", () => {
  const secretaire = () => membre({ personneId: personneId("secretaire.breteuil") }, breteuil)

  it("is kept with it, told to the staff, answered there, and the answer told to who asked", async () => {
    const titre = await titreOf()
    const waiting = await read(gestionnaire, (tx) => countQuestions(tx, { montre: "attente", page: 1 }, 100))
    expect(await askQuestion(secretaire(), { titre: titre.titreId, rang: 1, texte: "Pourquoi ?" })).toMatchObject({
      ok: true,
    })
    const [inbox] = await read(gestionnaire, (tx) => listQuestions(tx, { montre: "attente", page: 1 })).then((all) =>
      all.filter(({ titreId }) => titreId === titre.titreId),
    )
    expect(inbox).toMatchObject({ rang: 1, texte: "Pourquoi ?", repondue: false })
    expect(await answerQuestion(gestionnaire, { titre: titre.titreId, texte: "Parce que." })).toMatchObject({
      ok: true,
    })
    expect(await read(gestionnaire, (tx) => countQuestions(tx, { montre: "attente", page: 1 }, 100))).toBe(waiting)
    const seen = await read(secretaire(), (tx) => listMessages(tx, breteuil, titre.titreId))
    expect(seen.map(({ agent: staff, texte, auteur }) => [staff, texte, auteur === null])).toEqual([
      [false, "Pourquoi ?", false],
      [true, "Parce que.", true],
    ])
    const told = await rows<{ genre: string; personneId: string | null }>(
      `select genre, "personneId" from notification where genre like 'titre-%' and (texte like '%Pourquoi ?%' or texte = 'Parce que.') order by genre`,
    )
    expect(told).toEqual([
      { genre: "titre-question", personneId: null },
      { genre: "titre-reponse", personneId: personneId("secretaire.breteuil") },
    ])
  })

  it("is refused on another's titre, on a line that is not there, and from staff's right alone", async () => {
    const foreign = await titreOf({ collectiviteId: other })
    const titre = await titreOf()
    expect(await askQuestion(secretaire(), { titre: foreign.titreId, rang: null, texte: "x" })).toMatchObject({
      ok: false,
      refusal: "titre-inconnu",
    })
    expect(await askQuestion(secretaire(), { titre: titre.titreId, rang: 9, texte: "x" })).toMatchObject({
      ok: false,
      refusal: "ligne-inconnue",
    })
    expect(await answerQuestion(gestionnaire, { titre: titre.titreId, texte: "x" })).toMatchObject({
      ok: false,
      refusal: "sans-question",
    })
    await expect(
      askQuestion(
        { ...secretaire(), liens: [{ ...secretaire().liens[0], roles: [] }] },
        { titre: titre.titreId, rang: null, texte: "x" },
      ),
    ).rejects.toThrow(AccessRefused)
  })

  it("stands beside what the member still has to pay", async () => {
    const mine = await read(secretaire(), (tx) => listMesTitres(tx, breteuil, { montre: "a_payer", page: 1 }))
    expect(mine.every(({ reste }) => reste > 0n)).toBe(true)
    for (const { id, reste } of mine) {
      expect(reste).toBe(await duOf(owner, { collectiviteId: breteuil, titreId: id, numero: 0 }))
      expect(await etatOf(owner, { titreId: id })).not.toBe("solde")
    }
  })
})
