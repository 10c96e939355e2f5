import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { updateConditions } from "@/lib/catalogue/commands/conditions.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { conditionsInput } from "@/lib/catalogue/schema.ts"
import { refuseActe } from "@/lib/conventions/commands/decline.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { addDays, addMonths, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { remindTermes } from "@/lib/souscriptions/commands/remind-termes.ts"
import { findSouscriptionOfAnyone } from "@/lib/souscriptions/queries/file.ts"
import { termeOf } from "@/lib/souscriptions/rules/terme.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, signBoth, succeeded, testSceau } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

const MARBOIS = stableId("collectivite", "27157")
const SONDAGE = "sondage-en-ligne"
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: new Date() })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: new Date() }, "ordonnateur")
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, MARBOIS, ["elu"])
const sceau = testSceau()

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(`update service set mode = 'a_l_euro' where slug = $1`, [SONDAGE])
  await owner.query(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) on conflict do nothing`,
    [MARBOIS, personneId("maire.breteuil")],
  )
})
afterAll(() => owner.end())

/** The catalogue says how long, and whose market is behind. */
async function lasts(conventionMois: string, fin: string | null = null) {
  const [prestataire] = await all(`insert into prestataire (nom) values ('Essai ' || random()) returning id`)
  const [marche] = fin
    ? await all(`insert into marche ("prestataireId", objet, jusqua) values ($1, 'Essai', $2) returning id`, [
        prestataire.id,
        fin,
      ])
    : []
  const service = await read(staff, (tx) => findServiceFile(tx, SONDAGE))
  const { version = "", regleProrata = "" } = service ?? {}
  const typed = {
    service: SONDAGE,
    version,
    regleProrata,
    revisionTarif: "jamais",
    conventionMois,
    marche: marche?.id ?? "",
  }
  succeeded(await updateConditions(staff, conditionsInput.parse(typed)))
}

async function running(): Promise<string> {
  const [row] = await all(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
      values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, current_date) returning id`,
    [MARBOIS, stableId("service", SONDAGE), personneId("maire.breteuil")],
  )
  return row.id
}

const file = async (id: string) => {
  const found = await read(staff, (tx) => findSouscriptionOfAnyone(tx, id))
  if (!found) throw new Error("no souscription")
  return found
}
const prepare = async (souscription: string) =>
  prepareConvention(staff, { souscription, version: (await file(souscription)).version })

async function written(souscription: string): Promise<string> {
  const { acte } = succeeded(await prepare(souscription))
  succeeded(await produceNextActe(acte))
  return acte
}
const dureeIn = async (acte: string) => (await acteOf(acte)).contenu.faits.find(([label]) => label === "Durée")?.[1]

describe("the term of a convention", () => {
  it("is set by its second signature, from what its words say, whatever the catalogue says since", async () => {
    await lasts("36")
    const id = await running()
    const acte = await written(id)
    expect(await dureeIn(acte)).toBe("36 mois à compter de la signature des deux parties")
    expect((await file(id)).terme).toBeNull()
    await lasts("12")
    await signBoth(acte, elu, president, sceau)
    expect((await file(id)).terme).toBe(termeOf(today(), { mois: 36, auPlusTard: null }))
    const traces = await all(`select apres from journal where evenement = 'souscription.terme' and objet = $1`, [
      `souscription/${id}`,
    ])
    expect(traces).toHaveLength(1)
  })

  it("is never beyond the end of the market, as its words say", async () => {
    const fin = addMonths(today(), 5)
    await lasts("36", fin)
    const id = await running()
    const acte = await written(id)
    expect(await dureeIn(acte)).toContain(`au plus tard jusqu’au ${formatDay(fin)}`)
    await signBoth(acte, elu, president, sceau)
    expect((await file(id)).terme).toBe(fin)
  })

  it("is refused on a market that is over", async () => {
    await lasts("36", addDays(today(), -1))
    expect(await prepare(await running())).toMatchObject({ refusal: "marche-termine" })
  })

  it("is none where the catalogue says none", async () => {
    await lasts("", addDays(today(), -1))
    const id = await running()
    const acte = await written(id)
    expect(await dureeIn(acte)).toBeUndefined()
    await signBoth(acte, elu, president, sceau)
    expect((await file(id)).terme).toBeNull()
  })

  it("leaves with an act that its élu refused", async () => {
    await lasts("24")
    const id = await running()
    const acte = await written(id)
    succeeded(await refuseActe(elu, { acte, motif: "Pas ainsi" }))
    succeeded(await releaseNextActe())
    const [row] = await all(`select "dureeMois", terme, "conventionId" from souscription where id = $1`, [id])
    expect(row).toEqual({ dureeMois: null, terme: null, conventionId: null })
  })
})

describe("the end of a term", () => {
  const told = async (id: string) => {
    const rows = await all(
      `select genre, count(distinct titre)::int as n from notification where lien like '%' || $1::text group by genre order by genre`,
      [id],
    )
    return rows.map(({ genre }) => genre)
  }
  const count = async (id: string) =>
    (
      await all(
        `select count(*)::int as n from rappel r join souscription s on s."collectiviteId" = r."collectiviteId"
           and r."objetId" = md5(s.id::text || s.terme::text)::uuid where s.id = $1`,
        [id],
      )
    )[0].n
  const noonBefore = (end: CalendarDate, days: number) => new Date(`${addDays(end, -days)}T12:00:00Z`)

  it("is told to both sides once at each notice and once past, whatever runs at the same time", async () => {
    await all(`update souscription set terme = null`)
    const end = addDays(today(), 400)
    const id = await running()
    await all(`update souscription set terme = $2 where id = $1`, [id, end])
    expect(await remindTermes(noonBefore(end, 91))).toMatchObject({ refusal: "rien" })
    for (const [at, days] of [90, 30, -1].entries()) {
      const now = noonBefore(end, days)
      const answers = await Promise.allSettled([remindTermes(now), remindTermes(now), remindTermes(now)])
      expect(answers.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1)
      expect(await remindTermes(noonBefore(end, days - 1))).toMatchObject({ refusal: "rien" })
      expect(await count(id)).toBe(2 * (at + 1))
    }
    expect(await told(id)).toEqual(["convention-terme", "convention-terme-bureau"])
    const [{ texte }] = await all(
      `select texte from notification where genre = 'convention-terme' order by "creeLe" desc limit 1`,
    )
    expect(texte).toContain(`a pris fin le ${formatDay(end)}`)
  })

  it("is nobody's news once the service is ended, and is told at the days that were set", async () => {
    await all(`update souscription set terme = null`)
    const end = addDays(today(), 900)
    const id = await running()
    await all(`update souscription set terme = $2 where id = $1`, [id, end])
    await all(`update operateur set "conventionJours" = '{10}'`)
    expect(await remindTermes(noonBefore(end, 30))).toMatchObject({ refusal: "rien" })
    await all(`update souscription set etat = 'terminee', "termineeLe" = current_date where id = $1`, [id])
    expect(await remindTermes(noonBefore(end, 10))).toMatchObject({ refusal: "rien" })
    const other = await running()
    await all(`update souscription set terme = $2 where id = $1`, [other, end])
    succeeded(await remindTermes(noonBefore(end, 10)))
    await expect(all(`update operateur set "conventionJours" = '{}'`)).rejects.toThrow("operateur_conventions")
  })
})
