import type pg from "pg"

export type Column = {
  name: string
  /** As `format_type` writes it: "uuid", "numeric(12,4)", "text[]". */
  type: string
  required: boolean
  labels: string[] | null
}
export type ForeignKey = {
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  onDelete: string
  optional: boolean
}
export type Check = { name: string; columns: string[] }
export type Table = {
  name: string
  columns: Column[]
  primaryKey: string[]
  foreignKeys: ForeignKey[]
  checks: Check[]
  tenant: boolean
  /** Columns that the database fills with one and the same value: what a key over them asks of the row it points at. */
  constants: { name: string; value: string }[]
}

/** The column that makes a table a tenant table (prisma/schema/schema.prisma). */
export const TENANT = "collectiviteId"

const names = (keys: string, relation: string) =>
  `(select array_agg(a.attname::text order by k.rank) from unnest(${keys}) with ordinality k(num, rank)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num)`

/** Every table of the portal as PostgreSQL knows it, never as a list of ours says. */
export async function readTables(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    select t.relname as name,
      coalesce((select ${names("p.conkey", "t.oid")} from pg_constraint p where p.conrelid = t.oid and p.contype = 'p'), '{}') as "primaryKey",
      exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = '${TENANT}' and not a.attisdropped) as tenant,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'required', a.attnotnull and not a.atthasdef and a.attidentity = '',
          'labels', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = a.atttypid))
          order by a.attnum)
        from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(json_build_object('name', f.conname, 'columns', ${names("f.conkey", "t.oid")},
          'target', (select relname from pg_class where oid = f.confrelid), 'targetColumns', ${names("f.confkey", "f.confrelid")},
          'onDelete', f.confdeltype, 'optional', exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum = any (f.conkey) and not a.attnotnull)))
        from pg_constraint f where f.conrelid = t.oid and f.contype = 'f'), '[]') as "foreignKeys",
      coalesce((select json_agg(json_build_object('name', c.conname, 'columns', ${names("c.conkey", "t.oid")}))
        from pg_constraint c where c.conrelid = t.oid and c.contype = 'c'), '[]') as checks,
      coalesce((select json_agg(json_build_object('name', a.attname, 'value', substring(pg_get_expr(d.adbin, d.adrelid) from '^''([^'']*)''::')))
        from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = t.oid and a.attgenerated <> '' and pg_get_expr(d.adbin, d.adrelid) ~ '^''[^'']*''::'), '[]') as constants
    from pg_class t join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = 'public' and t.relkind in ('r', 'p') and t.relname <> '_prisma_migrations'
    order by t.relname`)
  return rows
}

/** Parents before the tables that point at them. */
export function byDependency(tables: readonly Table[]): Table[] {
  const sorted: Table[] = []
  const visit = (table: Table) => {
    if (sorted.includes(table)) return
    for (const key of table.foreignKeys) {
      const parent = tables.find((candidate) => candidate.name === key.target)
      if (parent && parent !== table) visit(parent)
    }
    sorted.push(table)
  }
  for (const table of tables) visit(table)
  return sorted
}
