import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { systeme } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { carryNextPrise } from "@/lib/prises-en-charge/commands/carry.ts"
import { declarePrise, endPrise, recordPrise } from "@/lib/prises-en-charge/commands/declare.ts"
import { listParts, listPrises, listRecues } from "@/lib/prises-en-charge/queries/parts.ts"
import { declareInput, endInput, recordInput } from "@/lib/prises-en-charge/schema.ts"
import { changeEpci } from "@/lib/successions/commands/epci.ts"
import { listSituations } from "@/lib/successions/queries/situation.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const now = new Date()

const EPCI = "200066462"
const EPCI_ID = stableId("collectivite", EPCI)
const president = { personneId: personneId("president.interco"), facteurConfirmeLe: now }
const payeur = membre(president, EPCI_ID, ["elu"])
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now })
/** Communes of that intercommunalité, one a test. */
let communes: { id: string; publicId: string; nom: string }[] = []
let elsewhere: { id: string; publicId: string }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const of = (where: string) =>
    owner.query(
      `select id, "publicId", nom from collectivite where type = 'commune' and ${where} order by nom limit 8`,
      [EPCI_ID],
    )
  communes = (await of(`"epciId" = $1`)).rows
  elsewhere = (await of(`"epciId" <> $1`)).rows[0]
})
afterAll(() => owner.end())

const typed = (beneficiaire: string, over: Record<string, string> = {}) =>
  declareInput.parse({
    collectivite: stablePublicId(EPCI),
    beneficiaire,
    service: "pack-cyber",
    part: "100",
    depuis: addDays(today(), 10),
    jusqua: "",
    fondement: "Délibération 2026-31 du 2 octobre 2026",
    ...over,
  })
const ending = (prise: string, le: string) => endInput.parse({ prise, le, motif: "Fin de la convention" })
const commune = () => {
  const next = communes.shift()
  if (!next) throw new Error("no commune left")
  return next
}
const recuesOf = (collectiviteId: string) =>
  read(membre({ personneId: personneId("secretaire.breteuil") }, collectiviteId), (tx) =>
    listRecues(tx, { collectiviteId }),
  )
const newsOf = async (objetId: string) =>
  (
    await owner.query(`select distinct genre, "collectiviteId" as qui from notification where "objetId" = $1`, [
      objetId,
    ])
  ).rows
const attach = (collectiviteId: string) =>
  owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'secretaire', 'Secrétaire', current_date - 9, 'essai')`,
    [collectiviteId, personneId("secretaire.breteuil")],
  )

describe("an intercommunalité that pays for a commune", () => {
  it("declares it; the commune reads it in her own file, both are told, billing finds it on its days", async () => {
    const { id, publicId } = commune()
    await attach(id)
    const { prise } = succeeded(await declarePrise(payeur, typed(publicId, { part: "60" })))
    expect(await recuesOf(id)).toEqual([])
    succeeded(await carryNextPrise(prise))
    expect(await recuesOf(id)).toMatchObject([{ payeurId: EPCI_ID, part: "60", depuis: addDays(today(), 10) }])
    expect(await read(payeur, (tx) => listPrises(tx, EPCI_ID))).toMatchObject([
      { etat: "acceptee", beneficiaireId: id },
    ])
    expect(await newsOf(prise)).toEqual(
      expect.arrayContaining([
        { genre: "prise-en-charge", qui: id },
        { genre: "prise-en-charge", qui: EPCI_ID },
      ]),
    )
    const on = (from: number) =>
      read(operator, (tx) =>
        listParts(tx, { beneficiaires: [id], du: addDays(today(), from), au: addDays(today(), from + 1) }),
      )
    expect(await on(9)).toEqual([])
    expect(await on(10)).toMatchObject([{ beneficiaireId: id, payeurId: EPCI_ID, part: "60" }])
  })

  it("ends it on a day; the commune is told, and billing finds it no more from that day", async () => {
    const { id, publicId } = commune()
    await attach(id)
    const { prise } = succeeded(await declarePrise(payeur, typed(publicId)))
    succeeded(await carryNextPrise(prise))
    const last = addDays(today(), 40)
    succeeded(await endPrise(payeur, ending(prise, last)))
    succeeded(await carryNextPrise(prise))
    expect(await recuesOf(id)).toMatchObject([{ jusqua: last }])
    expect(await newsOf(prise)).toContainEqual({ genre: "prise-en-charge-fin", qui: id })
    const parts = (du: number) =>
      read(operator, (tx) =>
        listParts(tx, { beneficiaires: [id], du: addDays(today(), du), au: addDays(today(), du + 1) }),
      )
    expect(await parts(39)).toHaveLength(1)
    expect(await parts(40)).toEqual([])
    expect(await endPrise(payeur, ending(prise, last))).toMatchObject({ refusal: "prise-terminee" })
  })

  it("takes it back before it is accepted: the commune heard of nothing, and hears of no end", async () => {
    const { id, publicId } = commune()
    await attach(id)
    const { prise } = succeeded(await declarePrise(payeur, typed(publicId)))
    succeeded(await endPrise(payeur, ending(prise, addDays(today(), 40))))
    succeeded(await carryNextPrise(prise))
    expect(await newsOf(prise)).toEqual([{ genre: "prise-en-charge-fin", qui: EPCI_ID }])
    const copies = `select from prise_en_charge_recue where id = $1`
    expect((await owner.query(copies, [prise])).rowCount).toBe(0)
  })

  it("ends what runs when the commune leaves it, and lets be what had ended before", async () => {
    const { id, publicId } = commune()
    const [ago, end] = [addDays(today(), -100), addDays(today(), -50)]
    const past = succeeded(await declarePrise(payeur, typed(publicId, { depuis: ago, jusqua: end })))
    const running = succeeded(await declarePrise(payeur, typed(publicId, { depuis: end })))
    for (const { prise } of [past, running]) succeeded(await carryNextPrise(prise))
    const [before] = await read(operator, (tx) => listSituations(tx, [publicId]))
    expect(before).toMatchObject({ prises: 1, prisesEpci: 1 })
    succeeded(await changeEpci(staff, { commune: publicId, epci: null, le: today(), fondement: "Arrêté du 4 mai" }))
    succeeded(await carryNextPrise())
    expect(await carryNextPrise()).toMatchObject({ refusal: "rien" })
    const { rows } = await owner.query(
      `select etat, jusqua::text from prise_en_charge where "beneficiaireId" = $1 order by depuis`,
      [id],
    )
    expect(rows).toEqual([
      { etat: "acceptee", jusqua: end },
      { etat: "terminee", jusqua: today() },
    ])
  })

  it("pays neither for a commune of another one, nor for herself, nor for what membership covers", async () => {
    const { publicId } = commune()
    expect(await declarePrise(payeur, typed(elsewhere.publicId))).toMatchObject({ refusal: "beneficiaire-inconnu" })
    expect(await declarePrise(payeur, typed(stablePublicId(EPCI)))).toMatchObject({ ok: false })
    expect(await declarePrise(payeur, typed(publicId, { service: "sondage-en-ligne" }))).toMatchObject({
      refusal: "service-compris",
    })
    expect(await declarePrise(payeur, typed(publicId, { service: "inconnu" }))).toMatchObject({
      refusal: "service-inconnu",
    })
    const record = recordInput.parse({ ...typed(publicId), payeur: publicId, beneficiaire: publicId, jusqua: "" })
    expect(await recordPrise(staff, record)).toMatchObject({ refusal: "soi-meme" })
  })

  it("is an élu with her personal factor, never a secrétaire", async () => {
    const { publicId } = commune()
    const denied = (ctx: typeof payeur) =>
      declarePrise(ctx, typed(publicId)).catch((error: unknown) =>
        error instanceof AccessRefused ? error.denial : "surprise",
      )
    expect(await denied(membre(president, EPCI_ID, ["secretaire"]))).toBe("droit-manquant")
    expect(await denied(membre({ ...president, facteurConfirmeLe: null }, EPCI_ID, ["elu"]))).toBe("facteur-manquant")
  })
})

describe("two who pay the same service", () => {
  it("never pay more than the whole on any day: the second is refused and told why", async () => {
    const { id, publicId } = commune()
    const first = succeeded(await declarePrise(payeur, typed(publicId, { part: "60" })))
    succeeded(await carryNextPrise(first.prise))
    const departement = (part: string, depuis: number) =>
      recordPrise(
        staff,
        recordInput.parse({
          ...typed(publicId, { part }),
          jusqua: "",
          payeur: stablePublicId("D27"),
          depuis: addDays(today(), depuis),
        }),
      )
    const second = succeeded(await departement("50", 20))
    succeeded(await carryNextPrise(second.prise))
    const { rows } = await owner.query(`select etat, motif from prise_en_charge where id = $1`, [second.prise])
    expect(rows).toEqual([{ etat: "refusee", motif: expect.stringContaining("60 %") }])
    const third = succeeded(await departement("40", 20))
    succeeded(await carryNextPrise(third.prise))
    expect((await recuesOf(id)).map(({ part }) => part).sort()).toEqual(["40", "60"])
  })

  it("is held by the database, whatever the code does", async () => {
    const { publicId } = commune()
    const { prise } = succeeded(await declarePrise(payeur, typed(publicId, { part: "60" })))
    succeeded(await carryNextPrise(prise))
    const again = owner.query(
      `insert into prise_en_charge ("collectiviteId", etat, "beneficiaireId", "beneficiaireNom", "serviceId", libelle, part, depuis, fondement, "proposeeParId")
       select $1, 'acceptee', "beneficiaireId", "beneficiaireNom", "serviceId", libelle, 50, current_date + 30, 'x', "proposeeParId"
       from prise_en_charge where id = $2`,
      [elsewhere.id, prise],
    )
    await expect(again).rejects.toThrow(/Plus que le tout/)
    await expect(owner.query(`update prise_en_charge set part = 10 where id = $1`, [prise])).rejects.toThrow(
      /ne change pas/,
    )
  })
})
