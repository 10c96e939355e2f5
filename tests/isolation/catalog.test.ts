import { afterAll, describe, expect, it } from "vitest"
import { readTables, TENANT } from "../support/catalog.ts"
import { connect } from "../support/logins.ts"

const owner = await connect("migration")
const tables = await readTables(owner)
const tenantTables = tables.filter((table) => table.tenant)
const isTenant = new Set(tenantTables.map(({ name }) => name))

/** Column values of a query over the catalog; an empty list means that nothing breaks the rule. */
const list = async (text: string, values: unknown[] = []): Promise<string[]> =>
  (await owner.query({ text, values, rowMode: "array" })).rows.map((row: unknown[]) => row.join(" "))

const MINE = `("${TENANT}" = ANY ((string_to_array(NULLIF(current_setting('app.collectivites'::text, true), ''::text), ','::text))::uuid[]))`
/** Tables of the operator with rows about one member or one person: secured too, by a rule of their own. */
const SECURED = ["journal", "personne", "courriel_connexion"]

afterAll(() => owner.end())

describe.each(tenantTables)("$name", ({ name, columns, primaryKey, foreignKeys }) => {
  it("has row-level security enabled and forced, and belongs to the migration role", async () => {
    const state = `select relrowsecurity, relforcerowsecurity, relowner::regrole from pg_class where oid = $1::regclass`
    expect(await list(state, [name])).toEqual(["true true portail_migration"])
  })

  it("compares the tenant for the member login, and lets in only known roles", async () => {
    const policies = `select array_to_string(array(select rolname from pg_roles r where r.oid = any (p.polroles) order by 1), ','), p.polpermissive,
      p.polcmd, coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')
      from pg_policy p where p.polrelid = $1::regclass order by 1, 3`
    const found = await list(policies, [name])
    expect(found).toContain("portail_migration true * true true")
    expect(found).toContain("portail_agent true * true true")
    expect(found).toContain(`portail_membre true * ${MINE} ${MINE}`)
    const others = found.filter(
      (policy) => !/^portail_(migration|agent) true \* true true$/.test(policy) && !policy.includes(MINE),
    )
    for (const policy of others) {
      // A person's own links and requests, sign-in, and counts: each reaches by itself what it must, and no more;
      // what restricts only takes away (what the law keeps, from the deletions of staff).
      expect(policy).toMatch(
        /^(portail_membre true [raw] .*"personneId" = portail_personne\(\).*|portail_identite true (\* true true|r true -)|portail_agregats true r true -|portail_agent false d [\s\S]*)$/,
      )
    }
  })

  it("starts its primary key and every unique index with the tenant, as Citus asks", async () => {
    expect(primaryKey[0]).toBe(TENANT)
    const unique = `select i.indexrelid::regclass from pg_index i where i.indrelid = $1::regclass and (i.indisunique or i.indisexclusion)
      and (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) <> '${TENANT}'`
    expect(await list(unique, [name])).toEqual([])
  })

  it("points at other tenant tables by both columns, and deletes nothing by cascade", () => {
    for (const key of foreignKeys) {
      expect(["r", "a"], `${key.name}: on delete`).toContain(key.onDelete)
      if (!isTenant.has(key.target)) continue
      expect(key.columns[0], key.name).toBe(TENANT)
      expect(key.targetColumns[0], key.name).toBe(TENANT)
      expect(key.columns.length, key.name).toBeGreaterThan(1)
    }
  })

  it("holds every reference to a tenant table by a foreign key", () => {
    for (const column of columns) {
      const target = column.name.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      if (!column.name.endsWith("Id") || !isTenant.has(target)) continue
      // A shorter name of another tenant table will do ("depotId" of a bal_depot): it is the key that guards.
      const keys = foreignKeys.filter((key) => isTenant.has(key.target) && key.columns.includes(column.name))
      expect(keys, `${column.name} points at ${target}`).toHaveLength(1)
    }
  })

  it("is not the target of an operator table's key: what crosses tenants is a plain reference", () => {
    const pointing = tables.filter((table) => !table.tenant && table.foreignKeys.some((key) => key.target === name))
    expect(pointing.map((table) => table.name)).toEqual([])
  })

  it("gives nobody but its owner the right to truncate it, to point at it or to hang triggers on it", async () => {
    const loose = `select r.rolname, p from pg_roles r, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
      where r.rolname like 'portail\\_%' and r.rolname <> 'portail_migration'
        and (p <> 'MAINTAIN' or current_setting('server_version_num')::int >= 170000) and has_table_privilege(r.oid, $1, p)`
    expect(await list(loose, [name])).toEqual([])
  })
})

describe("what the member login reaches", () => {
  it("is tenant tables behind their policy, two secured tables, and public facts that hold no member's data", async () => {
    const reached = await list(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not (c.relrowsecurity and c.relforcerowsecurity)
         and has_any_column_privilege('portail_membre', c.oid, 'SELECT, INSERT, UPDATE') order by 1`,
    )
    expect(reached).toEqual([
      "bal_commune",
      "bal_guide",
      "bal_reglage",
      "bareme_rodp",
      "battement",
      "besoin",
      "catalogue_version",
      "catalogue_version_service",
      "collectivite",
      "consultation",
      "deliberation",
      "deliberation_fichier",
      "denomination",
      "experimentation",
      "fiche_impact",
      "maintenance",
      "marche",
      "module",
      "montee",
      "montee_vague",
      "offre_externe",
      "operateur",
      "operateur_telecom",
      "pilier",
      "population",
      "prestataire",
      "regle_cotisation",
      "service",
      "service_composant",
      "service_document",
      "service_fichier",
      "service_option",
      "service_prerequis",
      "succession",
      "tarif",
      "taux_interet_legal",
    ])
    const written = reached.map((name) => `has_any_column_privilege('portail_membre', '${name}', 'INSERT, UPDATE')`)
    expect(await list(`select ${written.join(" or ")}`)).toEqual(["false"])
  })

  it.each(SECURED)("%s has row-level security enabled and forced", async (name) => {
    expect(
      await list("select relrowsecurity, relforcerowsecurity from pg_class where oid = $1::regclass", [name]),
    ).toEqual(["true true"])
  })

  it("is no view that would run with its owner's eyes", async () => {
    expect(
      await list("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')"),
    ).toEqual([])
  })

  it("is nothing given to everybody", async () => {
    const open = `select c.relname from pg_class c, aclexplode(c.relacl) x
      where c.relnamespace = 'public'::regnamespace and x.grantee = 0`
    expect(await list(open)).toEqual([])
  })
})

describe("roles", () => {
  it("have neither superuser nor BYPASSRLS, and make no role or database", async () => {
    const mighty = `select rolname from pg_roles where rolname like 'portail\\_%'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`
    expect(await list(mighty)).toEqual([])
  })

  it("are no members of one another, but for the owner that hands functions to the counting role without its privileges", async () => {
    const memberships = `select m.member::regrole, m.roleid::regrole, m.inherit_option, m.set_option, m.admin_option
      from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname like 'portail\\_%'`
    expect(await list(memberships)).toEqual(["portail_migration portail_agregats false true false"])
  })

  it("count over tenants by a role that cannot sign in", async () => {
    expect(await list("select rolcanlogin from pg_roles where rolname = 'portail_agregats'")).toEqual(["false"])
  })

  it("cannot create anything in the schema, except the owner", async () => {
    const creators = `select rolname from pg_roles where rolname like 'portail\\_%' and has_schema_privilege(oid, 'public', 'CREATE')`
    expect(await list(creators)).toEqual(["portail_migration"])
  })
})

describe("functions", () => {
  const own = `pronamespace = 'public'::regnamespace and not exists
    (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`

  it("run with another's rights only when they belong to the counting role and fix their search path", async () => {
    const loose = `select proname from pg_proc p where ${own} and prosecdef
      and (proowner <> 'portail_agregats'::regrole or not coalesce('search_path=public, pg_temp' = any (proconfig), false))`
    expect(await list(loose)).toEqual([])
  })

  it("of the counting role are for the two logins of the application, not for everybody", async () => {
    const granted = `select distinct coalesce(nullif(x.grantee, 0)::regrole::text, 'PUBLIC') from pg_proc p, aclexplode(p.proacl) x
      where prosecdef and pronamespace = 'public'::regnamespace order by 1`
    expect(await list(granted)).toEqual(["portail_agent", "portail_agregats", "portail_membre"])
    expect(
      await list(
        "select proname from pg_proc where prosecdef and proacl is null and pronamespace = 'public'::regnamespace",
      ),
    ).toEqual([])
  })

  it("are never called leakproof: a policy is judged before them", async () => {
    expect(await list(`select proname from pg_proc p where ${own} and proleakproof`)).toEqual([])
  })
})
