import { afterAll, describe, expect, it } from "vitest"
import { byDependency, readTables } from "../support/catalog.ts"
import { acting, connect, refusal } from "../support/logins.ts"
import { RowMaker } from "../support/tenant-rows.ts"

const owner = await connect("migration")
const membre = await connect("membre")
const tables = byDependency(await readTables(owner))
const maker = new RowMaker(owner, tables)
const roles = (
  await owner.query<{ rolname: string }>("select rolname from pg_roles where rolname <> 'portail_membre' order by 1")
).rows.map(({ rolname }) => rolname)

afterAll(() => Promise.all([owner.end(), membre.end()]))

describe("the member login", () => {
  it.each(roles)("cannot become %s", async (role) => {
    for (const text of [
      `set role ${role}`,
      `set session authorization ${role}`,
      `select set_config('role', '${role}', false)`,
      `select set_config('session_authorization', '${role}', false)`,
    ]) {
      expect((await refusal(membre.query(text))).message).toMatch(/permission denied|cannot set/)
    }
  })

  it.each([
    ["alters a table", "alter table titre disable row level security"],
    ["drops a policy", "drop policy membre on titre"],
    ["adds a policy", "create policy mine on titre to portail_membre using (true)"],
    ["gives itself rights", "grant select on campagne_ligne to portail_membre"],
    ["joins a role", "grant portail_agent to portail_membre"],
    ["alters a role", "alter role portail_membre bypassrls"],
    ["makes a function", "create function mine() returns int language sql as 'select 1'"],
    [
      "makes a function that runs as another",
      "create function public.mine() returns int language sql security definer as 'select 1'",
    ],
    ["makes a table", "create table public.mine (id int)"],
    ["makes a temporary table", "create temporary table mine (id int)"],
    ["makes an extension", "create extension dblink"],
    ["stops triggers", "set session_replication_role = 'replica'"],
    ["reads a file", "select pg_read_file('/etc/passwd')"],
    ["lists a folder", "select pg_ls_dir('.')"],
    ["runs a program", "copy (select 1) to program 'true'"],
    ["copies from a file", "copy titre from '/etc/passwd'"],
    ["truncates", "truncate titre"],
    ["reads sessions", "select * from session"],
    ["reads sign-in tokens", "select * from jeton_connexion"],
    ["reads factors", "select * from facteur"],
    ["reads what the OpenID provider keeps", "select * from jeton_sso"],
    ["reads the keys it signs with", "select * from cle_sso"],
    ["reads the lists of providers", "select * from module_liste"],
    ["reads who is staff", "select * from agent"],
    ["reads the lines of campaigns", "select * from campagne_ligne"],
    ["reads imports", "select * from import_ligne"],
    ["changes the journal", "update journal set evenement = 'rien'"],
    ["erases the journal", "delete from journal"],
  ])("is refused when it %s", async (_act, text) => {
    const { message } = await refusal(acting(membre, {}, () => membre.query(text)))
    expect(message).toMatch(/permission denied|must be (able to|owner|superuser)|doesn't have|must have/i)
  })

  it("gets an error, never rows, when it turns row-level security off for itself", async () => {
    const asked = acting(membre, {}, async () => {
      await membre.query("set local row_security = off")
      return membre.query("select * from titre")
    })
    expect((await refusal(asked)).message).toMatch(/row-level security/)
  })

  it("is nobody with a setting that is empty, and is refused with one that is no list of identifiers", async () => {
    const count = () => membre.query("select from souscription")
    expect((await acting(membre, { collectivites: [] }, count)).rowCount).toBe(0)
    for (const odd of ["*", "%", "{}", "' or true --", "null", "all"]) {
      await maker.row(tableOf("souscription"), await maker.collectivite())
      const asked = acting(membre, { collectivites: [odd] }, count)
      expect(
        await asked.then(
          ({ rowCount }) => rowCount,
          () => 0,
        ),
      ).toBe(0)
    }
  })

  it("does not see the settings of another transaction or of another connection", async () => {
    const [one, two] = [await connect("membre"), await connect("membre")]
    await one.query("begin")
    await one.query("select set_config('app.collectivites', $1, true)", [await maker.collectivite()])
    const setting = "select nullif(current_setting('app.collectivites', true), '') as value"
    expect((await two.query(setting)).rows).toEqual([{ value: null }])
    await one.query("commit")
    expect((await one.query(setting)).rows).toEqual([{ value: null }])
    await Promise.all([one.end(), two.end()])
  })

  it("reads in the journal what concerns its collectivités, and writes there for no other", async () => {
    const [a, b] = [await maker.collectivite(), await maker.collectivite()]
    const note = (concerne: string) =>
      membre.query(`insert into journal (contexte, "concerneId", evenement) values ('membre', $1, 'essai')`, [concerne])
    for (const concerne of [a, b]) {
      await owner.query(`insert into journal (contexte, "concerneId", evenement) values ('membre', $1, 'essai')`, [
        concerne,
      ])
    }
    const asA = <T>(work: () => Promise<T>) => acting(membre, { collectivites: [a] }, work)
    const seen = await asA(() => membre.query<{ concerneId: string }>(`select "concerneId" from journal`))
    expect(seen.rows.map(({ concerneId }) => concerneId)).toEqual([a])
    expect((await asA(() => note(a))).rowCount).toBe(1)
    expect((await asA(() => refusal(note(b)))).message).toMatch(/row-level security/)
  })

  it("sees the people of its own collectivités, and none of another's", async () => {
    const [a, b] = [await maker.collectivite(), await maker.collectivite()]
    const people = new Map<string, string>()
    for (const tenant of [a, b]) {
      const { rows } = await owner.query<{ id: string }>(
        "insert into personne (id, nom, courriel) values (portail_uuid7(), 'Essai', portail_uuid7() || '@demo.invalid') returning id",
      )
      const personne = String(rows[0]?.id)
      people.set(tenant, personne)
      await owner.query(
        `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, 'elu', 'Maire', '2026-01-01', 'essai')`,
        [tenant, personne],
      )
    }
    const seen = await acting(membre, { collectivites: [a] }, () =>
      membre.query<{ id: string }>("select id from personne"),
    )
    expect(seen.rows.map(({ id }) => id)).toEqual([people.get(a)])
    const stranger = await acting(membre, { personne: people.get(b) }, () =>
      membre.query<{ id: string }>("select id from personne"),
    )
    expect(stranger.rows.map(({ id }) => id)).toEqual([people.get(b)])
  })
})

describe("counts over tenants", () => {
  it("are never of fewer than three communes, and give names to nobody", async () => {
    const epci = await maker.collectivite()
    const souscription = tableOf("souscription")
    const communes: string[] = []
    const counted = async () =>
      acting(membre, {}, async () => ({
        services: (await membre.query("select * from portail_voisins_services($1)", [epci])).rows,
        adherents: (await membre.query("select * from portail_voisins_adherents($1)", [epci])).rows,
      }))
    for (const expected of [0, 0, 1]) {
      const commune = await maker.collectivite()
      communes.push(commune)
      const row = await maker.row(souscription, commune)
      await owner.query(`update collectivite set type = 'commune', "epciId" = $2 where id = $1`, [commune, epci])
      await owner.query("update souscription set etat = 'approuvee' where id = $1", [row.id])
      await owner.query("update souscription set etat = 'en_service' where id = $1", [row.id])
      await owner.query(
        `insert into adhesion ("collectiviteId", statut, depuis, source) values ($1, 'adherent', '2026-01-01', 'essai')`,
        [commune],
      )
      const { services, adherents } = await counted()
      expect(services).toHaveLength(expected)
      expect(adherents).toHaveLength(expected)
    }
    const said = JSON.stringify(await counted())
    for (const commune of communes) expect(said).not.toContain(commune)
  })
})

function tableOf(name: string) {
  const table = tables.find((candidate) => candidate.name === name)
  if (!table) throw new Error(name)
  return table
}
