import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { prepareAvenant } from "@/lib/conventions/commands/prepare-avenant.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { avenantInput } from "@/lib/conventions/schema.ts"
import { findWaiting } from "@/lib/indicateurs/queries/desk.ts"
import { listLateSteps } from "@/lib/indicateurs/queries/late.ts"
import { addDays, today, yearOf } from "@/lib/platform/dates.ts"
import { refuseAvenant } from "@/lib/souscriptions/commands/answer-avenant.ts"
import { askAvenant, cancelAvenant, decideAvenant } from "@/lib/souscriptions/commands/ask-avenant.ts"
import { endSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { remindLateSouscriptions } from "@/lib/souscriptions/commands/remind-late.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { listDemandes } from "@/lib/souscriptions/queries/demandes.ts"
import { listDesk } from "@/lib/souscriptions/queries/desk.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { etapesOf } from "@/lib/souscriptions/rules/etapes.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { avenantAskInput } from "@/lib/souscriptions/schema/avenant.ts"
import { souscriptionFilter } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const MARBOIS = stableId("collectivite", "27157")
const SONDAGE = "sondage-en-ligne"
const [ARCHIVAGE, FORMATION] = [stableId("option", "archivage"), stableId("option", "formation-essai")]
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: new Date() })
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, MARBOIS, ["secretaire"])
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, MARBOIS, ["elu"])
let id: string
let vues: string

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(
    `insert into service_option (id, "serviceId", nom, description, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", rang)
      values ($1, $3, 'Archivage', '', 2.5, 'sondage', 'mois', 'S', 20, 0), ($2, $3, 'Formation', '', 180, 'séance', 'unique', 'S', 20, 1)`,
    [ARCHIVAGE, FORMATION, stableId("service", SONDAGE)],
  )
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'elu', 'Maire', current_date - 90, 'essai'), ($1, $3, 'secretaire', 'Secrétaire', current_date - 90, 'essai') on conflict do nothing`,
    [MARBOIS, personneId("maire.breteuil"), personneId("secretaire.breteuil")],
  )
  vues = vuesOf((await read(staff, (tx) => findOffered(tx, SONDAGE, today())))?.options ?? [])
})
beforeEach(async () => {
  await owner.query(`update operateur set "seuilApprobation" = null`)
  const [row] = await all(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
      values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, $4) returning id`,
    [MARBOIS, stableId("service", SONDAGE), personneId("maire.breteuil"), `${yearOf(today()) - 1}-03-01`],
  )
  id = row.id
})
afterAll(() => owner.end())

async function target() {
  const [row] = await all(`select version from souscription where id = $1`, [id])
  return { collectivite: "x", souscription: id, version: Number(row.version) }
}

async function typed(over: Record<string, string>) {
  const { version, ...named } = await target()
  return avenantAskInput.parse({
    ...{ ...named, version: String(version), quantite: "1", effetLe: addDays(today(), 10) },
    ...{ motif: "Plus de sondages", optionsVues: vues, ...over },
  })
}

const added = (option: string, text = "oui") => ({ [`option_${option}`]: text })
const ask = async (over: Record<string, string> = added(ARCHIVAGE, "4")) => askAvenant(secretaire, await typed(over))
const demandes = () => read(elu, (tx) => listDemandes(tx, { collectiviteId: MARBOIS, souscriptionId: id }))
const latest = async () => {
  const [demande] = await demandes()
  if (!demande) throw new Error("no request")
  return demande
}
const about = async () => ({ ...(await target()), demande: (await latest()).id })
const told = async () =>
  (await all(`select distinct genre from notification where "objetId" = $1 order by genre`, [(await latest()).id])).map(
    ({ genre }) => genre,
  )
const approve = async () => decideAvenant(elu, { ...(await about()), decision: "approuver", motif: null })

async function establish() {
  const { version } = await target()
  const input = avenantInput.parse({
    ...{ souscription: id, version: String(version), quantite: "1", effetLe: addDays(today(), 10) },
    ...{ motif: "Demande de la mairie", optionsVues: vues, ...added(ARCHIVAGE, "4") },
  })
  return prepareAvenant(staff, input)
}

describe("a change that a member asks for", () => {
  it("is approved by an élu, seen by the staff, and answered by the amendment that they draw up", async () => {
    succeeded(await ask())
    expect(await latest()).toMatchObject({ etat: "a_approuver", quantiteApres: 1, motif: "Plus de sondages" })
    expect((await latest()).changements.ajouts).toMatchObject([{ nom: "Archivage", quantite: 4 }])
    expect(await told()).toEqual(["avenant-a-approuver"])
    const before = await read(staff, findWaiting)
    succeeded(await approve())
    expect((await latest()).etat).toBe("demandee")
    expect(await told()).toEqual(["avenant-a-approuver", "avenant-accord", "avenant-demande"])
    expect((await read(staff, findWaiting)).avenantsDemandes).toBe(before.avenantsDemandes + 1)
    const { rows } = await read(staff, (tx) => listDesk(tx, souscriptionFilter.parse({ attend: "avenant" })))
    expect(rows.map((row) => row.id)).toContain(id)

    const { acte } = succeeded(await establish())
    expect(await latest()).toMatchObject({ etat: "etablie", acteId: acte })
    expect(await told()).toContain("avenant-reponse")
    expect((await read(staff, findWaiting)).avenantsDemandes).toBe(before.avenantsDemandes)
  })

  it("needs nobody's approval up to the operator's threshold, and an élu above", async () => {
    // 4 × 2,50 € × 12 months.
    await owner.query(`update operateur set "seuilApprobation" = 12000`)
    succeeded(await ask())
    expect((await latest()).etat).toBe("demandee")
    succeeded(await cancelAvenant(secretaire, await about()))
    await owner.query(`update operateur set "seuilApprobation" = 11999`)
    succeeded(await ask())
    expect((await latest()).etat).toBe("a_approuver")
  })

  it("is refused by the élu or by the operator with a reason, which whoever asked is told", async () => {
    succeeded(await ask())
    succeeded(await decideAvenant(elu, { ...(await about()), decision: "refuser", motif: "Trop cher" }))
    expect(await latest()).toMatchObject({ etat: "refusee", reponse: "Trop cher" })
    expect(await told()).toEqual(["avenant-a-approuver", "avenant-accord"])
    succeeded(await ask())
    succeeded(await approve())
    succeeded(await refuseAvenant(staff, { ...(await about()), motif: "Option bientôt retirée" }))
    expect(await latest()).toMatchObject({ etat: "refusee", reponse: "Option bientôt retirée" })
    expect(await told()).toContain("avenant-reponse")
    const file = await read(elu, (tx) => findSouscription(tx, MARBOIS, id))
    expect(file?.suivis[0]?.motif).toBe("Changement refusé par l’opérateur : Option bientôt retirée")
  })

  it("is a step like the others: the élu is reminded of it, then the operator, and both sides see who is late", async () => {
    succeeded(await ask())
    const { id: demande } = await latest()
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    const reminders = async (genre: string) =>
      (
        await all(
          `select n."personneId", n.titre, n.lien from notification n join rappel r on r.id = n."objetId"
            where r."objetId" = $1 and r.genre = $2 order by n."creeLe"`,
          [demande, genre],
        )
      ).map(({ personneId: who, titre, lien }) => ({ who, titre, lien }))
    const lateOn = async (days: number, ctx: AgentContext | MembreContext = staff) =>
      (await read(ctx, (tx) => listAvancements(tx, { collectiviteId: MARBOIS, id })))
        .flatMap((row) => etapesOf(row, addDays(today(), days)))
        .filter(({ enRetard }) => enRetard)
        .map(({ quoi, acteur }) => [quoi, acteur])
    const desk = async (days: number) =>
      (await read(staff, (tx) => listLateSteps(tx, addDays(today(), days), 900)))
        .filter(({ href }) => href.endsWith(id))
        .map(({ quoi }) => quoi)

    await remindLateSouscriptions(inDays(6))
    expect(await reminders("avenant-rappel")).toEqual([])
    for (const days of [8, 8, 14, 16, 24, 32]) await remindLateSouscriptions(inDays(days))
    const told = (await reminders("avenant-rappel")).filter(({ who }) => who === personneId("maire.breteuil"))
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({
      ...{ who: personneId("maire.breteuil"), titre: "Outil de sondage en ligne : changement toujours à approuver" },
      lien: expect.stringMatching(new RegExp(`/souscriptions/${id}$`)),
    })
    expect(await lateOn(15)).toEqual([])
    const approval = [["Approbation du changement", "collectivite"]]
    expect([await lateOn(16), await lateOn(16, elu)]).toEqual([approval, approval])
    expect(await desk(16)).toEqual(["Approbation du changement"])

    succeeded(await approve())
    const writing = [["Avenant à établir", "operateur"]]
    expect(await lateOn(7)).toEqual([])
    expect([await lateOn(8), await lateOn(8, elu)]).toEqual([writing, writing])
    expect(await desk(8)).toEqual(["Avenant à établir"])
    for (const days of [9, 16, 16, 24, 32, 40]) await remindLateSouscriptions(inDays(days))
    const ours = await reminders("souscription-retard")
    expect(ours).toHaveLength(3)
    expect(ours[0]).toMatchObject({ who: null, lien: `/gestion/souscriptions/${id}` })

    succeeded(await establish())
    // Pages are drawn one act at a time: those of the tests before come first.
    while ((await produceNextActe()).ok);
    expect(await lateOn(8)).toEqual([])
    expect(await lateOn(31, elu)).toEqual([["Signature de l’avenant", "collectivite"]])
    expect(await desk(31), "signatures have their own list").toEqual([])
  })

  it("is one at a time, of what runs, and changes something: every refusal is a value", async () => {
    const refusal = async (over: Record<string, string>) => {
      const answer = await ask(over)
      return answer.ok ? null : answer.refusal
    }
    expect(await refusal({})).toBe("rien-change")
    expect(await refusal({ quantite: "2" })).toBe("quantite-ailleurs")
    expect(await refusal({ ...added(ARCHIVAGE), effetLe: addDays(today(), -1) })).toBe("date-passee")
    expect(await refusal({ ...added(ARCHIVAGE), optionsVues: "autre" })).toBe("tarif-change")
    expect(await refusal({ [`retrait_${stableId("x", "y")}`]: "oui" })).toBe("option-retiree")
    succeeded(await ask())
    expect(await refusal(added(FORMATION))).toBe("avenant-deja-demande")
    const stale = { ...(await about()), version: 1 }
    expect(await cancelAvenant(secretaire, stale)).toMatchObject({ refusal: "deja-changee" })
    expect(await refuseAvenant(staff, { ...(await about()), motif: "Non" })).toMatchObject({
      refusal: "demande-autre-etat",
    })
    succeeded(await cancelAvenant(secretaire, await about()))
    succeeded(await establish())
    expect(await refusal(added(FORMATION))).toBe("avenant-en-cours")
  })

  it("is closed with the service that ends, and another collectivité does not see it", async () => {
    succeeded(await ask())
    const { souscription, version } = await target()
    const [{ publicId: collectivite }] = await all(`select "publicId" from collectivite where id = $1`, [MARBOIS])
    succeeded(await endSouscription(staff, { collectivite, souscription, version, le: today(), motif: "Fin" }))
    expect(await latest()).toMatchObject({ etat: "refusee", reponse: "Souscription terminée" })
    const voisine = membre({ personneId: personneId("maire.breteuil") }, stableId("collectivite", "27112"), ["elu"])
    const seen = await read(voisine, (tx) => listDemandes(tx, { collectiviteId: MARBOIS, souscriptionId: id }))
    expect(seen).toEqual([])
  })

  it("never slips by the database: no approval without an élu, nothing rewritten", async () => {
    succeeded(await ask())
    const decision = { ...(await about()), decision: "approuver" as const, motif: null }
    await expect(decideAvenant(secretaire, decision)).rejects.toThrow(AccessRefused)
    const { id: demande } = await latest()
    const change = (columns: string) => owner.query(`update avenant_demande set ${columns} where id = $1`, [demande])
    await expect(change(`"quantiteApres" = 9`)).rejects.toThrow("ne change pas")
    await expect(change(`etat = 'etablie'`)).rejects.toThrow()
    await change(`etat = 'demandee'`)
    await expect(change(`etat = 'etablie'`)).rejects.toThrow("son avenant")
    await expect(owner.query(`delete from avenant_demande where id = $1`, [demande])).rejects.toThrow()
  })
})
