import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { prepareAvenant } from "@/lib/conventions/commands/prepare-avenant.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { findEtapes } from "@/lib/conventions/queries/etapes.ts"
import { type AvenantInput, avenantInput } from "@/lib/conventions/schema.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { findSouscription, findSouscriptionOfAnyone } from "@/lib/souscriptions/queries/file.ts"
import { computeTotal } from "@/lib/souscriptions/rules/cout.ts"
import { standing, vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const MARBOIS = stableId("collectivite", "27157")
const SONDAGE = "sondage-en-ligne"
const [ARCHIVAGE, FORMATION] = [stableId("option", "archivage"), stableId("option", "formation-essai")]
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: new Date() })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: new Date() }, "ordonnateur")
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, MARBOIS, ["elu"])
const year = yearOf(today())
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
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) on conflict do nothing`,
    [MARBOIS, personneId("maire.breteuil")],
  )
  const [row] = await all(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
      values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, $4) returning id`,
    [MARBOIS, stableId("service", SONDAGE), personneId("maire.breteuil"), `${year - 1}-03-01`],
  )
  id = row.id
  vues = vuesOf((await read(staff, (tx) => findOffered(tx, SONDAGE, today())))?.options ?? [])
})
afterAll(() => owner.end())

const file = async () => {
  const found = await read(staff, (tx) => findSouscriptionOfAnyone(tx, id))
  if (!found) throw new Error("no souscription")
  return found
}

async function typed(over: Record<string, string>): Promise<AvenantInput> {
  const { version, quantite } = await file()
  return avenantInput.parse({
    ...{ souscription: id, version: String(version), quantite: String(quantite), effetLe: today() },
    ...{ motif: "Demande de la mairie", optionsVues: vues, ...over },
  })
}

const refusal = async (over: Record<string, string>) => {
  const answer = await prepareAvenant(staff, await typed(over))
  return answer.ok ? null : answer.refusal
}

async function signed(over: Record<string, string>) {
  const { acte } = succeeded(await prepareAvenant(staff, await typed(over)))
  succeeded(await produceNextActe(acte))
  const { empreinte } = await acteOf(acte)
  succeeded(await signActe(elu, { acte, empreinte: empreinte ?? "" }))
  succeeded(await countersignActe(president, { acte, empreinte: empreinte ?? "" }))
  return acte
}

const added = (option: string, text = "oui") => ({ [`option_${option}`]: text })

describe("an amendment of options", () => {
  it("adds them at the price of the day, says it in its words, and counts once both sides have signed", async () => {
    const { acte } = succeeded(
      await prepareAvenant(staff, await typed({ ...added(ARCHIVAGE, "4"), ...added(FORMATION, "2") })),
    )
    expect((await file()).options).toEqual([])
    await owner.query(`update service_option set "prixUnitaire" = 999 where id = $1`, [ARCHIVAGE])
    expect(await refusal(added(ARCHIVAGE, "1"))).toBe("avenant-en-cours")
    succeeded(await produceNextActe(acte))
    const { empreinte, contenu } = await acteOf(acte)
    const faits = contenu.faits.map(([label, text]) => [label, text.replace(/\s/g, " ")])
    expect(faits).toContainEqual(["Aujourd’hui", "couvert par l’adhésion"])
    expect(faits).toContainEqual(["Option ajoutée", "Archivage, 4 sondages à 2,50 € HT, par mois : 120,00 € HT par an"])
    expect(faits).toContainEqual(["Coût d’une année", "120,00 € HT, 24,00 € de TVA, 144,00 € TTC"])
    expect(faits).toContainEqual(["Coût payé une fois", "360,00 € HT, 72,00 € de TVA, 432,00 € TTC"])
    succeeded(await signActe(elu, { acte, empreinte: empreinte ?? "" }))
    expect((await file()).options).toEqual([])
    succeeded(await countersignActe(president, { acte, empreinte: empreinte ?? "" }))
    const { options, suivis } = await file()
    expect(options.map(({ nom, quantite, depuis, prix }) => [nom, quantite, depuis, prix?.prixUnitaire])).toEqual([
      ["Archivage", 4, today(), "2.5"],
      ["Formation", 2, today(), "180"],
    ])
    expect(suivis[0]?.motif).toMatch(
      /^Avenant n° AVE-\d{4}-\d{4} : option ajoutée, Archivage ; option ajoutée, Formation$/,
    )
    await owner.query(`update service_option set "prixUnitaire" = 2.5 where id = $1`, [ARCHIVAGE])
  })

  it("takes one away from its day on: the total of what stands, and what is billed until then", async () => {
    const [archivage] = (await file()).options
    const effet = addDays(calendarDate(`${year + 1}-04-01`), 0)
    await signed({ [`retrait_${archivage?.id}`]: "oui", effetLe: effet })
    const after = await file()
    expect(standing(after.options).map(({ nom }) => nom)).toEqual(["Formation"])
    expect(computeTotal(after)).toMatchObject({ parAn: null, unique: { ht: 360_00n } })

    const input = createCampagneInput.parse({
      ...{ exercice: String(year + 1), taux: "0,10", genre: "totale", millesime: "2022", avecServices: "oui" },
      ...{ dateEmission: `${year + 1}-12-01`, echeance: `${year + 1}-12-31` },
      ...{ servicesDu: `${year + 1}-01-01`, servicesAu: `${year + 1}-12-31` },
    })
    const campagne = succeeded(await createCampagne(staff, input)).id
    const lines = await all(
      `select d.libelle, d."montantHt", d.bases from campagne_detail d join campagne_ligne l on l.id = d."ligneId"
        where l."campagneId" = $1 and d.origine = $2`,
      [campagne, `souscription/${id}`],
    )
    // 4 × 2,50 € × 3 months; the sessions were due the month they were added.
    expect(lines.map(({ libelle, montantHt }) => [libelle, montantHt])).toEqual([
      [expect.stringMatching(/ : Archivage$/), "3000"],
    ])
    expect(lines[0].bases).toContain("janvier à mars")
  })

  it("refuses what changes nothing, what is gone, what is no longer offered, and a quantity that is not its own", async () => {
    const [archivage] = (await file()).options
    expect(await refusal({})).toBe("quantite-inchangee")
    expect(await refusal({ [`retrait_${archivage?.id}`]: "oui" })).toBe("option-retiree")
    expect(await refusal(added(stableId("option", "reprise")))).toBe("option-inconnue")
    expect(await refusal({ ...added(ARCHIVAGE, "1"), optionsVues: "autre" })).toBe("tarif-change")
    expect(await refusal({ quantite: "2" })).toBe("quantite-ailleurs")
    expect(await refusal({ ...added(ARCHIVAGE, "1"), effetLe: addDays(today(), -1) })).toBe("effet-passe")
  })

  it("never slips by the database: nothing is added, taken away or rewritten without its signed amendment", async () => {
    const [option] = (await file()).options
    const insert = `insert into souscription_option ("collectiviteId", "souscriptionId", "optionId", nom, quantite, "avenantId", depuis)
      select "collectiviteId", "souscriptionId", $1, 'Archivage', 9, id, "effetLe" from avenant where "souscriptionId" = $2 limit 1`
    await expect(owner.query(insert, [ARCHIVAGE, id])).rejects.toThrow("avenant signé")
    await expect(
      owner.query(`update souscription_option set jusqua = null, "retraitAvenantId" = null where id = $1`, [
        option?.id,
      ]),
    ).rejects.toThrow("avenant signé")
    await expect(
      owner.query(`update souscription_option set "prixUnitaire" = 1 where "souscriptionId" = $1`, [id]),
    ).rejects.toThrow("ne change pas")
    await expect(owner.query(`update avenant_option set quantite = 9`)).rejects.toThrow()
    await expect(owner.query(`delete from souscription_option`)).rejects.toThrow()
  })

  it("is seen by its member, with what it changed", async () => {
    const etapes = await read(elu, async (tx) => {
      const souscription = await findSouscription(tx, MARBOIS, id)
      return souscription && findEtapes(tx, souscription)
    })
    expect(etapes?.avenants.map(({ rang, etat, options }) => [rang, etat, options.map(({ sens }) => sens)])).toEqual([
      [2, "applique", ["retrait"]],
      [1, "applique", ["ajout", "ajout"]],
    ])
  })
})
