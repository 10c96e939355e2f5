import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { prepareAvenant } from "@/lib/conventions/commands/prepare-avenant.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { avenantInput } from "@/lib/conventions/schema.ts"
import { addDays, addMonths, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { askAvenant, decideAvenant } from "@/lib/souscriptions/commands/ask-avenant.ts"
import { denounceConvention, renounceDenonciation } from "@/lib/souscriptions/commands/denounce.ts"
import { remindTermes } from "@/lib/souscriptions/commands/remind-termes.ts"
import { renewNextConvention } from "@/lib/souscriptions/commands/renew.ts"
import { listDemandes } from "@/lib/souscriptions/queries/demandes.ts"
import { listDesk } from "@/lib/souscriptions/queries/desk.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { limiteOf, prochainTerme } from "@/lib/souscriptions/rules/reconduction.ts"
import { termeOf } from "@/lib/souscriptions/rules/terme.ts"
import { avenantAskInput } from "@/lib/souscriptions/schema/avenant.ts"
import { souscriptionFilter } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, signBoth, succeeded, testSceau } from "@/tests/support/engagements.ts"
import { connect } from "@/tests/support/logins.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const MARBOIS = stableId("collectivite", "27157")
const SERVICE = stableId("service", "sondage-en-ligne")
const proved = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }
const elu = membre(proved, MARBOIS, ["elu"])
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, MARBOIS, ["secretaire"])
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: new Date() })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: new Date() }, "ordonnateur")
const sceau = testSceau()
let publicId: string
let id: string

type Clause = { terme: CalendarDate; reconduction: string | null; mois?: number; fin?: CalendarDate | null }

/** One in service whose convention ends that day. */
async function running({ terme, reconduction, mois = 12, fin = null }: Clause): Promise<string> {
  const [row] = await all(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId",
       "enServiceLe", terme, reconduction, "preavisMois", "dureeMois", "auPlusTard")
     values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, current_date - 400, $4, $5::text::reconduction,
       case when $5 = 'tacite' then 3 end, $6, $7) returning id`,
    [MARBOIS, SERVICE, proved.personneId, terme, reconduction, mois, fin],
  )
  return row.id
}
const file = async () => {
  const found = await read(elu, (tx) => findSouscription(tx, MARBOIS, id))
  if (!found) throw new Error("no souscription")
  return found
}
const target = async () => ({ collectivite: publicId, souscription: id, version: (await file()).version })
const noon = (day: CalendarDate) => new Date(`${day}T12:00:00Z`)
const news = async (genre: string) =>
  all(`select distinct "objetId", texte from notification where genre = $1 and lien like '%' || $2::text`, [genre, id])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const [member] = await all(`select "publicId" from collectivite where id = $1`, [MARBOIS])
  publicId = member.publicId
  await owner.query(`update service set mode = 'a_l_euro', "exigeApprobation" = true where id = $1`, [SERVICE])
  await owner.query(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) on conflict do nothing`,
    [MARBOIS, proved.personneId],
  )
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'elu', 'Maire', current_date - 90, 'essai'), ($1, $3, 'secretaire', 'Secrétaire', current_date - 90, 'essai') on conflict do nothing`,
    [MARBOIS, proved.personneId, personneId("secretaire.breteuil")],
  )
})
beforeEach(async () => {
  await all(`update souscription set terme = null`)
  id = await running({ terme: addMonths(today(), 6), reconduction: "tacite" })
})
afterAll(() => owner.end())

it("a convention says how it is renewed, and keeps it whatever the catalogue says since", async () => {
  await all(`update souscription set terme = null, reconduction = null, "preavisMois" = null where id = $1`, [id])
  const rules = (mois: number, reconduction: string, preavis: number | null) =>
    all(
      `update service set "conventionMois" = $2, reconduction = $3::text::reconduction, "preavisMois" = $4 where id = $1`,
      [SERVICE, mois, reconduction, preavis],
    )
  await rules(24, "tacite", 2)
  const { acte } = succeeded(await prepareConvention(staff, await target()))
  succeeded(await produceNextActe(acte))
  await rules(12, "expresse", null)
  await signBoth(acte, elu, president, sceau)
  expect((await acteOf(acte)).contenu.faits.find(([label]) => label === "Durée")?.[1]).toBe(
    "24 mois à compter de la signature des deux parties ; reconduite tacitement par périodes de 24 mois, sauf dénonciation par l’une des parties au moins 2 mois avant son terme",
  )
  const signed = await file()
  expect(signed).toMatchObject({ reconduction: "tacite", preavisMois: 2, dureeMois: 24 })
  expect(signed.terme).toBe(termeOf(today(), { mois: 24, auPlusTard: null }))
})

describe("saying no to a renewal", () => {
  it("is an élu's, with her proof, or the operator's, told to both sides, and taken back by the same only", async () => {
    const input = { ...(await target()), motif: "Un autre outil" }
    await expect(denounceConvention(secretaire, input)).rejects.toThrow(AccessRefused)
    const unproved = membre({ ...proved, facteurConfirmeLe: null }, MARBOIS, ["elu"])
    await expect(denounceConvention(unproved, input)).rejects.toThrow(AccessRefused)
    succeeded(await denounceConvention(elu, input))
    const { denonciation, terme } = await file()
    expect(denonciation).toMatchObject({ cote: "collectivite", terme, motif: "Un autre outil" })
    expect(await denounceConvention(staff, { ...(await target()), motif: "Nous aussi" })).toMatchObject({
      refusal: "deja-denoncee",
    })
    expect(await denounceConvention(elu, input)).toMatchObject({ refusal: "deja-changee" })
    for (const genre of ["convention-denoncee", "convention-denoncee-bureau"]) {
      const [told, ...more] = await news(genre)
      expect([told.texte, more]).toEqual([expect.stringContaining(formatDay(addMonths(today(), 6))), []])
    }
    expect(await renounceDenonciation(staff, await target())).toMatchObject({ refusal: "denonciation-autre-cote" })
    succeeded(await renounceDenonciation(elu, await target()))
    expect((await file()).denonciation).toBeNull()
    expect(await renounceDenonciation(elu, await target())).toMatchObject({ refusal: "denonciation-inconnue" })
    expect((await news("convention-denoncee")).length).toBe(2)
    const suivis = (await file()).suivis.map(({ motif }) => motif)
    expect(suivis).toEqual(["Dénonciation de la convention retirée", expect.stringContaining("Un autre outil")])
  })

  it("is too late once its notice is past, and then not taken back", async () => {
    await all(`update souscription set terme = $2 where id = $1`, [id, addMonths(today(), 2)])
    expect(await denounceConvention(elu, { ...(await target()), motif: "Trop tard" })).toMatchObject({
      refusal: "preavis-passe",
    })
    await all(
      `insert into denonciation ("collectiviteId", "souscriptionId", cote, terme, motif, "parId") values ($1, $2, 'collectivite', $3, 'Dit à temps', $4)`,
      [MARBOIS, id, addMonths(today(), 2), proved.personneId],
    )
    expect(await renounceDenonciation(elu, await target())).toMatchObject({ refusal: "denonciation-definitive" })
  })

  it("is held by the database: each for itself, of the day as it stands, said once and for all", async () => {
    const insert = (cote: string, terme: string) =>
      `insert into denonciation ("collectiviteId", "souscriptionId", cote, terme, motif, "parId")
       values ('${MARBOIS}', '${id}', '${cote}', '${terme}', 'Essai', '${proved.personneId}')`
    const terme = addMonths(today(), 6)
    const member = await connect("membre")
    const tell = async (text: string) => {
      await member.query("begin")
      try {
        await member.query(`select set_config('app.collectivites', $1, true)`, [MARBOIS])
        await member.query(text)
        await member.query("commit")
      } catch (error) {
        await member.query("rollback")
        throw error
      }
    }
    try {
      await expect(tell(insert("operateur", terme))).rejects.toThrow("Chaque partie dénonce pour elle-même")
      await expect(tell(insert("collectivite", addDays(terme, 1)))).rejects.toThrow("Seule se dénonce")
      await tell(insert("collectivite", terme))
      await expect(tell(insert("collectivite", terme))).rejects.toThrow("denonciation_vivante")
      await expect(tell(`update denonciation set motif = 'Autre' where "souscriptionId" = '${id}'`)).rejects.toThrow(
        "Une dénonciation ne change pas",
      )
      await tell(`update denonciation set "retireeLe" = now() where "souscriptionId" = '${id}'`)
      await expect(tell(`update denonciation set "retireeLe" = null where "souscriptionId" = '${id}'`)).rejects.toThrow(
        "Une dénonciation ne change pas",
      )
    } finally {
      await member.end()
    }
    await expect(all(`delete from denonciation where "souscriptionId" = $1`, [id])).rejects.toThrow()
  })
})

it("the staff's list finds what nears its term, and what one side refused", async () => {
  const found = async (attend: string) => {
    const { rows } = await read(staff, (tx) => listDesk(tx, souscriptionFilter.parse({ attend })))
    return rows.map((row) => row.id)
  }
  expect([await found("terme"), await found("fin")]).toEqual([[], []])
  await all(`update souscription set terme = $2 where id = $1`, [id, addMonths(today(), 4)])
  expect([await found("terme"), await found("fin")]).toEqual([[id], []])
  succeeded(await denounceConvention(staff, { ...(await target()), motif: "Fin du service" }))
  expect([await found("terme"), await found("fin")]).toEqual([[id], [id]])
})

describe("the day after", () => {
  it("what nobody refused goes on, once for each period that passed, whatever runs at the same time", async () => {
    const terme = addDays(today(), -400)
    await all(`update souscription set terme = $2 where id = $1`, [id, terme])
    const twice = await Promise.all([1, 2, 3, 4].map(() => renewNextConvention(new Date())))
    while ((await renewNextConvention(new Date())).ok) twice.push({ ok: true, value: { souscription: id } })
    expect(twice.filter(({ ok }) => ok)).toHaveLength(2)
    const first = termeOf(addDays(terme, 1), { mois: 12, auPlusTard: null })
    const second = termeOf(addDays(first, 1), { mois: 12, auPlusTard: null })
    const after = await file()
    expect([after.etat, after.terme]).toEqual(["en_service", second])
    expect(after.suivis.map(({ motif }) => motif)).toEqual([
      `Convention reconduite jusqu’au ${formatDay(second)}`,
      `Convention reconduite jusqu’au ${formatDay(first)}`,
    ])
    expect(await news("convention-terme")).toHaveLength(2)
    expect(await news("convention-terme-bureau")).toHaveLength(2)
  })

  it("goes to the end of the market and no further", async () => {
    const terme = addDays(today(), -40)
    const fin = addDays(today(), -5)
    await all(`update souscription set terme = $2, "auPlusTard" = $3 where id = $1`, [id, terme, fin])
    succeeded(await renewNextConvention(new Date()))
    expect((await file()).terme).toBe(fin)
    expect(await renewNextConvention(new Date())).toMatchObject({ refusal: "rien" })
    expect((await file()).etat).toBe("en_service")
  })

  it("what one side refused stops on its last day, with what waited for it", async () => {
    const input = avenantAskInput.parse({
      ...{ ...(await target()), version: String((await file()).version), quantite: "2" },
      ...{ effetLe: addDays(today(), 10), motif: "Plus" },
    })
    succeeded(await askAvenant(secretaire, input))
    succeeded(await denounceConvention(staff, { ...(await target()), motif: "Fin du service" }))
    const { terme } = await file()
    if (!terme) throw new Error("no term")
    expect(await renewNextConvention(noon(terme))).toMatchObject({ refusal: "rien" })
    succeeded(await renewNextConvention(noon(addDays(terme, 1))))
    const after = await file()
    expect([after.etat, after.termineeLe]).toEqual(["terminee", terme])
    expect(after.suivis[0]?.motif).toBe("Convention dénoncée par l’opérateur : Fin du service")
    const demandes = await read(elu, (tx) => listDemandes(tx, { collectiviteId: MARBOIS, souscriptionId: id }))
    expect(demandes.map(({ etat }) => etat)).toEqual(["refusee"])
    expect(await renewNextConvention(noon(addDays(terme, 2)))).toMatchObject({ refusal: "rien" })
  })

  it("whoever read the file before a renewal is told", async () => {
    const before = { ...(await target()), motif: "Non" }
    await all(`update souscription set terme = $2 where id = $1`, [id, addDays(today(), -1)])
    succeeded(await renewNextConvention(new Date()))
    expect(await denounceConvention(elu, before)).toMatchObject({ refusal: "deja-changee" })
  })
})

describe("its notices", () => {
  it("count down to the last day on which it is refused, then leave it to the renewal", async () => {
    const { terme } = await file()
    const limite = limiteOf(await file())
    const suite = prochainTerme(await file())
    if (!terme || !limite || !suite) throw new Error("no term")
    expect(await remindTermes(noon(addDays(limite, -91)))).toMatchObject({ refusal: "rien" })
    succeeded(await remindTermes(noon(addDays(limite, -90))))
    const [told] = await news("convention-terme")
    expect(told.texte).toContain(
      `Sans dénonciation au plus tard le ${formatDay(limite)}, elle est reconduite jusqu’au ${formatDay(suite)}.`,
    )
    succeeded(await remindTermes(noon(addDays(limite, -30))))
    for (const day of [limite, addDays(limite, 1), terme])
      expect(await remindTermes(noon(day)), day).toMatchObject({ refusal: "rien" })
    expect(await news("convention-terme")).toHaveLength(2)
  })

  it("count down to the last day of what one side refused", async () => {
    succeeded(await denounceConvention(elu, { ...(await target()), motif: "Un autre outil" }))
    const { terme } = await file()
    if (!terme) throw new Error("no term")
    expect(await remindTermes(noon(addDays(terme, -91)))).toMatchObject({ refusal: "rien" })
    succeeded(await remindTermes(noon(addDays(terme, -90))))
    const [told] = await news("convention-terme")
    expect(told.texte).toContain("Dénoncée par la collectivité")
  })
})

describe("an amendment that renews", () => {
  const asked = async (prolongeMois: string) =>
    avenantAskInput.parse({
      ...{ ...(await target()), version: String((await file()).version), quantite: "1", prolongeMois },
      ...{ effetLe: addDays(today(), 10), motif: "Nous continuons" },
    })
  const established = async (prolongeMois: string) =>
    avenantInput.parse({
      ...{ souscription: id, version: String((await file()).version), quantite: "1", prolongeMois },
      ...{ effetLe: addDays(today(), 10), motif: "Renouvellement" },
    })
  const terme = addMonths(today(), 2)

  it("is asked by the member, approved by its élu, drawn up and signed: the last day moves", async () => {
    id = await running({ terme, reconduction: "expresse" })
    succeeded(await askAvenant(secretaire, await asked("24")))
    const [demande] = await read(elu, (tx) => listDemandes(tx, { collectiviteId: MARBOIS, souscriptionId: id }))
    expect(demande).toMatchObject({ etat: "a_approuver", prolongeMois: 24 })
    succeeded(
      await decideAvenant(elu, {
        ...(await target()),
        demande: demande?.id ?? "",
        decision: "approuver",
        motif: null,
      }),
    )
    const { acte } = succeeded(await prepareAvenant(staff, await established("24")))
    expect((await file()).terme).toBe(terme)
    succeeded(await produceNextActe(acte))
    await signBoth(acte, elu, president, sceau)
    const suite = termeOf(addDays(terme, 1), { mois: 24, auPlusTard: null })
    expect((await file()).terme).toBe(suite)
    expect((await acteOf(acte)).contenu.faits).toContainEqual(["Renouvelée jusqu’au", formatDay(suite)])
    expect((await file()).suivis[0]?.motif).toContain(`convention renouvelée jusqu’au ${formatDay(suite)}`)
  })

  it("is none where it renews itself or was refused, nor beyond the market as it stands", async () => {
    expect(await askAvenant(secretaire, await asked("12"))).toMatchObject({ refusal: "pas-a-renouveler" })
    expect(await prepareAvenant(staff, await established("12"))).toMatchObject({ refusal: "pas-a-renouveler" })
    const [prestataire] = await all(`insert into prestataire (nom) values ('Essai ' || random()) returning id`)
    const market = await all(
      `insert into marche ("prestataireId", objet, jusqua) values ($1, 'Essai', $2) returning id`,
      [prestataire.id, addMonths(terme, 11)],
    )
    await all(`update service set "marcheId" = $2 where id = $1`, [SERVICE, market[0].id])
    id = await running({ terme, reconduction: "expresse", fin: terme })
    expect(await prepareAvenant(staff, await established("12"))).toMatchObject({ refusal: "marche-limite" })
    await all(`update marche set jusqua = $2 where id = $1`, [market[0].id, addMonths(terme, 13)])
    const { acte } = succeeded(await prepareAvenant(staff, await established("12")))
    succeeded(await produceNextActe(acte))
    await signBoth(acte, elu, president, sceau)
    const suite = termeOf(addDays(terme, 1), { mois: 12, auPlusTard: null })
    expect(await file()).toMatchObject({ terme: suite, auPlusTard: suite })
    succeeded(await denounceConvention(elu, { ...(await target()), motif: "Non" }))
    expect(await prepareAvenant(staff, await established("6"))).toMatchObject({ refusal: "convention-denoncee" })
    expect(await askAvenant(secretaire, await asked("6"))).toMatchObject({ refusal: "convention-denoncee" })
  })
})
