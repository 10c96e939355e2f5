import { randomUUID } from "node:crypto"
import { byDependency, readTables } from "@/tests/support/catalog.ts"
import { connect } from "@/tests/support/logins.ts"
import { openSession } from "@/tests/support/sessions.ts"
import { RowMaker } from "@/tests/support/tenant-rows.ts"

/** A tenant as addresses name it: the value of each parameter a route may have. */
export type Identifiers = Record<string, string>
export type Tenants = { cookie: string; own: Identifiers; other: Identifiers; unknown: Identifiers }

/**
 * Somebody attached to one quiet member, with a row in each tenant table; another member likewise; and identifiers of
 * nothing. Members of no demo identity, so that no other test meets these rows.
 */
export async function openTenants(): Promise<Tenants> {
  const owner = await connect("migration")
  try {
    // Two files that open tenants at once must not choose the same.
    await owner.query("select pg_advisory_lock(hashtext('openTenants'))")
    const tables = byDependency(await readTables(owner))
    const maker = new RowMaker(owner, tables)
    const { rows } = await owner.query<{ id: string; publicId: string }>(
      `select c.id, c."publicId" from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent'
       where c.type = 'commune' and not exists (select from rattachement r where r."collectiviteId" = c.id)
       order by c."nomPlie" desc limit 2`,
    )
    const courriel = `isolation.${randomUUID()}@demo.invalid`
    const named = async (index: number): Promise<Identifiers> => {
      const collectivite = rows[index]
      if (!collectivite) throw new Error("two members without a demo identity are needed")
      const identifiers: Identifiers = { collectivite: collectivite.publicId, collectiviteId: collectivite.id }
      for (const table of tables.filter(({ tenant }) => tenant)) {
        const known = await owner.query<{ id: string }>(
          `select id from ${table.name} where "collectiviteId" = $1 limit 1`,
          [collectivite.id],
        )
        identifiers[table.name] = String(known.rows[0]?.id ?? (await maker.row(table, collectivite.id)).id)
      }
      // Addresses say « demande » for a request to join a collectivité.
      identifiers.demande = String(identifiers.demande_rattachement)
      return identifiers
    }
    const [own, other] = [await named(0), await named(1)]
    const person = await owner.query<{ id: string }>(
      "insert into personne (nom, courriel) values ('Isolation', $1) returning id",
      [courriel],
    )
    for (const role of ["secretaire", "elu", "administrateur"]) {
      await owner.query(
        `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, $3, 'Essai', '2026-01-01', 'essai')`,
        [own.collectiviteId, person.rows[0]?.id, role],
      )
    }
    const unknown: Identifiers = Object.fromEntries(Object.keys(own).map((name) => [name, String(randomUUID())]))
    unknown.collectivite = String(own.collectivite).split("").reverse().join("").replace(/^./, "z")
    return { cookie: await openSession(courriel, { factor: true }), own, other, unknown }
  } finally {
    await owner.end()
  }
}
