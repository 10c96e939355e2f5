import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { progressNextDossier } from "@/lib/adhesions/commands/conclude.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { changeEngagements } from "@/lib/operateur/commands/engagements.ts"
import { engagementsInput } from "@/lib/operateur/schema.ts"
import { addDays, today, yearOf } from "@/lib/platform/dates.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const MESNILS = stableId("collectivite", "27198")
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, MESNILS, ["secretaire"])
const maire = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, MESNILS, ["elu"])
const administratrice = agent(
  { personneId: personneId("administrateur"), facteurConfirmeLe: new Date() },
  "administrateur",
)

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const threshold = (seuilApprobation: string, by = administratrice) =>
  changeEngagements(
    by,
    engagementsInput.parse({
      ...{ regleProrata: "mois_entames", preavisRetraitMois: "6", delaiSignature: "30", terme1: "90", terme2: "30" },
      seuilApprobation,
    }),
  )

/** So many posts at 14 € a month: 168,00 € a year each, before tax. */
async function ask(quantite: number) {
  const service = await read(PUBLIC, (tx) => findOffered(tx, "pack-cyber", today()))
  const input = prepareInput.parse({
    ...{ collectivite: "mesnils", service: "pack-cyber", quantite: String(quantite) },
    tarif: service?.mode === "unitaire" ? (service.tarifs[0]?.id ?? "") : "",
    dateSouhaitee: addDays(today(), 30),
    ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
  })
  const { id } = succeeded(await prepareSouscription(secretaire, input))
  const row = await read(operator, (tx) => tx.souscription.findFirstOrThrow({ where: { id } }))
  return { id, etat: row.etat, decideParId: row.decideParId }
}
const cancel = async (id: string) =>
  succeeded(await cancelSouscription(secretaire, { collectivite: "", souscription: id, version: 1 }))

describe("the threshold up to which nobody has to approve", () => {
  it.each([
    ["none is set", "", 3, "a_approuver"],
    ["a year costs a cent more", "503,99", 3, "a_approuver"],
    ["a year costs exactly that", "504,00", 3, "approuvee"],
    ["a year costs less", "504,00", 2, "approuvee"],
    ["one more post passes it", "504,00", 4, "a_approuver"],
    ["it is nothing, and the service costs", "0", 1, "a_approuver"],
  ])("%s (%s €, %i posts): %s", async (_why, seuil, quantite, etat) => {
    succeeded(await threshold(seuil))
    const asked = await ask(quantite)
    expect(asked).toMatchObject({ etat, decideParId: null })
    await cancel(asked.id)
  })

  it("leaves an élu nothing to decide under it, and does not reach back to what waits", async () => {
    succeeded(await threshold("200"))
    const under = await ask(1)
    const decision = { collectivite: "", decision: "approuver", version: 1, motif: null } as const
    expect(await decideSouscription(maire, { ...decision, souscription: under.id })).toMatchObject({ ok: false })
    await cancel(under.id)
    const over = await ask(2)
    succeeded(await threshold("1000"))
    const { etat } = await read(operator, (tx) => tx.souscription.findFirstOrThrow({ where: { id: over.id } }))
    expect(etat).toBe("a_approuver")
    succeeded(await decideSouscription(maire, { ...decision, souscription: over.id }))
  })

  it("is set by an administrator alone", async () => {
    const gestionnaire = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: new Date() })
    await expect(threshold("200", gestionnaire)).rejects.toThrow(AccessRefused)
  })
})

describe("the renewal of a membership", () => {
  /** The files of the demonstration, all but one far from their day. */
  async function only(etat: "en_vigueur" | "retrait_demande", over: Record<string, string>): Promise<string> {
    await owner.query(
      `update dossier_adhesion set "renouveleeLe" = current_date + 300, "retraitEffetLe" = case when "retraitEffetLe" is null then null else current_date + 300 end
       where etat in ('en_vigueur', 'retrait_demande')`,
    )
    const { rows } = await owner.query(
      `select id from dossier_adhesion where etat = $1::dossier_adhesion_etat limit 1`,
      [etat],
    )
    const { id } = rows[0]
    for (const [field, day] of Object.entries(over))
      await owner.query(`update dossier_adhesion set "${field}" = $2 where id = $1`, [id, day])
    return id
  }
  const fileOf = async (id: string) =>
    (
      await owner.query(
        `select etat::text, "renouveleeLe"::text as le, (select count(*)::int from dossier_adhesion_suivi s where s."dossierAdhesionId" = d.id and s.fait like 'Adhésion reconduite%') as faits
         from dossier_adhesion d where id = $1`,
        [id],
      )
    ).rows[0]

  it("waits for its day: nothing the day before", async () => {
    const id = await only("en_vigueur", { renouveleeLe: addDays(today(), 1) })
    expect(await progressNextDossier()).toMatchObject({ refusal: "rien" })
    expect(await fileOf(id)).toEqual({ etat: "en_vigueur", le: addDays(today(), 1), faits: 0 })
  })

  it.each([
    ["on its day", 0],
    ["found late, as if it had been on time", -3],
  ])("is done once, for a year, %s", async (_when, days) => {
    const day = addDays(today(), days)
    const id = await only("en_vigueur", { renouveleeLe: day })
    const { faits } = await fileOf(id)
    succeeded(await progressNextDossier())
    const next = `${yearOf(day) + 1}-01-01`
    expect(await fileOf(id)).toEqual({ etat: "en_vigueur", le: next, faits: faits + 1 })
    expect(await progressNextDossier()).toMatchObject({ refusal: "rien" })
  })

  it("is not for one that leaves: a member on her last day, no longer the day after", async () => {
    const last = today()
    const id = await only("retrait_demande", { renouveleeLe: addDays(last, -1), retraitEffetLe: last })
    expect(await progressNextDossier()).toMatchObject({ refusal: "rien" })
    expect((await fileOf(id)).etat).toBe("retrait_demande")
    await owner.query(`update dossier_adhesion set "retraitEffetLe" = $2 where id = $1`, [id, addDays(last, -1)])
    succeeded(await progressNextDossier())
    expect(await fileOf(id)).toMatchObject({ etat: "termine", faits: 0 })
  })
})
