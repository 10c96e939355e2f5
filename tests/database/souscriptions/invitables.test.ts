import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { findEligibility } from "@/lib/souscriptions/queries/eligibility.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const EPCI = stableId("collectivite", "200066462")
const SLUG = "pack-cyber"
const ANY = personneId("secretaire.breteuil")
let [service, other, commune] = ["", "", ""]
let habitants = 0

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  service = await one("select id as value from service where slug = $1", [SLUG])
  other = await one("select id as value from service where slug = 'messagerie-nom-de-domaine'")
  commune = await one(
    `select c.id as value from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null
     where c."epciId" = $1 and c.type = 'commune'
       and not exists (select from souscription s where s."collectiviteId" = c.id and s."serviceId" = any ($2::uuid[])) order by c.id limit 1`,
    [EPCI, [service, other]],
  )
  habitants = Number(
    await one(
      `select p.habitants as value from collectivite c cross join operateur o join population p on p.code = c."codeInsee"
         and p.genre = o."populationGenre" and p.millesime = o."populationMillesime" where c.id = $1`,
      [commune],
    ),
  )
})
afterAll(() => owner.end())

const one = async (text: string, values: unknown[] = []): Promise<string> =>
  String((await owner.query<{ value: unknown }>(text, values)).rows[0]?.value)

/** Whether the worker would tell this commune, and whether it may ask for the service itself. */
async function judged() {
  const told = await read(systeme("essai", "operateur"), async (tx) => {
    const [row] = await tx.$queryRaw<{ told: boolean }[]>`
      select ${commune}::uuid in (select portail_communes_a_inviter(${EPCI}::uuid, ${service}::uuid)) as told`
    return row?.told
  })
  const asks = await read(membre({ personneId: ANY }, commune), async (tx) => {
    const offered = await findOffered(tx, SLUG, calendarDate(today()))
    if (!offered) return false
    return (await findEligibility(tx, offered, { collectiviteId: commune, type: "commune" }, today())).eligible.ok
  })
  return { told, asks }
}

type Change = () => { change: string; undo: string }
const bounds =
  (columns: string): Change =>
  () => ({
    change: `update service set ${columns.replaceAll("%", String(habitants))} where id = '${service}'`,
    undo: `update service set "populationMin" = null, "populationMax" = null where id = '${service}'`,
  })
const offered =
  (column: string, value: string, before: string): Change =>
  () => ({
    change: `update service set "${column}" = ${value} where id = '${service}'`,
    undo: `update service set "${column}" = ${before} where id = '${service}'`,
  })
const member =
  (change: string, undo: string): Change =>
  () => ({
    change: `update adhesion set ${change} where "collectiviteId" = '${commune}' and jusqua is null`,
    undo: `update adhesion set ${undo} where "collectiviteId" = '${commune}'`,
  })
const row = (of: string, etat: string): string =>
  `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId")
   values ('${commune}', '${of}', '${etat}', 1, now(), 'Accueil', 'accueil@demo.invalid', '${ANY}')`
const erase = (table: string, which: string) =>
  `alter table ${table} disable trigger user; delete from ${table} where ${which}; alter table ${table} enable trigger user`
const forget = (of: string) => erase("souscription", `"collectiviteId" = '${commune}' and "serviceId" = '${of}'`)
const had =
  (etat: string): Change =>
  () => ({ change: row(service, etat), undo: forget(service) })
const required =
  (etat: string | null): Change =>
  () => ({
    change: `insert into service_prerequis ("serviceId", "requisId") values ('${service}', '${other}');
    ${etat ? row(other, etat) : ""}`,
    undo: `delete from service_prerequis where "serviceId" = '${service}'; ${forget(other)}`,
  })
const room =
  (left: number): Change =>
  () => ({
    change: `update service set capacite = (select count(distinct "collectiviteId") from souscription
    where "serviceId" = '${service}' and etat in ('a_approuver', 'approuvee', 'en_service')) + ${left} where id = '${service}'`,
    undo: `update service set capacite = null where id = '${service}'`,
  })
const gone =
  (le: string): Change =>
  () => ({
    change: `insert into succession ("predecesseurId", "successeurId", le, source, "creeParId")
    select '${commune}', id, ${le}, 'essai', '${ANY}' from collectivite where id <> '${commune}' and type = 'commune' limit 1`,
    undo: erase("succession", `"predecesseurId" = '${commune}'`),
  })
const moved =
  (columns: string, undo: string): Change =>
  () => ({
    change: `update collectivite set ${columns} where id = '${commune}'`,
    undo: `update collectivite set ${undo} where id = '${commune}'`,
  })

const nothing: Change = () => ({ change: "select 1", undo: "select 1" })
const PARIS = "(now() at time zone 'Europe/Paris')::date"

/** `asks` is what the command would answer it, where that is the same question. */
it.each<[string, Change, { told: boolean; asks?: boolean }]>([
  ["that may ask and has nothing", nothing, { told: true, asks: true }],
  ["of a type that the service is not for", offered("types", "'{epci}'", "'{}'"), { told: false, asks: false }],
  ["of the one type that it is for", offered("types", "'{commune,epci}'", "'{}'"), { told: true, asks: true }],
  ["smaller than the service wants", bounds(`"populationMin" = % + 1`), { told: false, asks: false }],
  ["larger than the service wants", bounds(`"populationMax" = % - 1`), { told: false, asks: false }],
  ["exactly on both bounds", bounds(`"populationMin" = %, "populationMax" = %`), { told: true, asks: true }],
  ["without what must come before", required(null), { told: false, asks: false }],
  ["that only asked for what must come before", required("approuvee"), { told: false, asks: false }],
  ["with what must come before in service", required("en_service"), { told: true, asks: true }],
  ["for which no room is left", room(0), { told: false, asks: false }],
  ["for which one place is left", room(1), { told: true, asks: true }],
  ["that waits for an approval", had("a_approuver"), { told: false }],
  ["whose request is approved", had("approuvee"), { told: false }],
  ["that has it in service", had("en_service"), { told: false }],
  ["that was refused it once", had("refusee"), { told: true }],
  ["that gave its request up", had("annulee"), { told: true }],
  ["that had it and ended it", had("terminee"), { told: true }],
  ["that is a prospect", member("statut = 'prospect'", "statut = 'adherent'"), { told: false, asks: false }],
  ["that left", member("statut = 'resilie'", "statut = 'adherent'"), { told: false, asks: false }],
  [
    "under a convention alone: invited are members",
    member("statut = 'conventionne'", "statut = 'adherent'"),
    { told: false },
  ],
  ["whose membership has ended", member(`jusqua = ${PARIS}`, "jusqua = null"), { told: false, asks: false }],
  ["that disappeared into another today", gone(PARIS), { told: false }],
  ["that will disappear tomorrow", gone(`${PARIS} + 1`), { told: true }],
  ["that went to another EPCI", moved(`"epciId" = null`, `"epciId" = '${EPCI}'`), { told: false }],
  [
    "of a service that is only tried",
    offered("maturite", "'experimente'", "'en_service'"),
    { told: false, asks: false },
  ],
  ["of a service that is to come", offered("maturite", "'perspective'", "'en_service'"), { told: false, asks: false }],
  ["of a service that was withdrawn", offered("etat", "'retire'", "'publie'"), { told: false, asks: false }],
])("a commune %s is invited only as it may ask", async (_which, make, expected) => {
  const { change, undo } = make()
  await owner.query(change)
  try {
    expect(await judged()).toMatchObject(expected)
  } finally {
    await owner.query(undo)
  }
  expect(await judged(), "as before").toEqual({ told: true, asks: true })
})
