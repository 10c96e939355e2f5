import { randomBytes, randomUUID } from "node:crypto"
import pg from "pg"
import { type Column, type Table, TENANT } from "./catalog.ts"

export type Row = Record<string, unknown>

/** What pages and acts read of a row, where any value of the column's type would not do. */
const READABLE: Record<string, Row> = {
  titre: {
    debiteur:
      '{"nom":"Commune","type":"commune","siren":null,"siret":null,"adresse":null,"codePostal":null,"ville":null}',
  },
  // Cancelled: what its payments make of it is then no row more.
  titre_suivi: { etat: "annule" },
  acte: {
    contenu:
      '{"titre":"Charte","sousTitre":"","preambule":"","operateur":{"nom":"Opérateur","adresse":null,"identifiant":null,"representant":"Président","marque":"Opérateur","accent":"#0b5d56"},"collectivite":{"nom":"Commune","adresse":null,"identifiant":null,"representant":"Maire"},"faits":[],"articles":[],"annexes":[],"niveau":"simple","etabliLe":"2026-03-02","demonstration":true}',
  },
  // Open: nobody answers one that is past.
  consultation: { jusqua: "2099-12-31", closeLe: null },
  denonciation: { terme: "2099-12-31" },
  avenant_demande: { changements: '{"ajouts":[],"retraits":[]}' },
  bal_voie: { lignes: "[]" },
  creance_rodp: { calcul: '{"etapes":[],"source":"","lignes":[]}' },
  telecom_import: { entetes: '["site"]', lignes: "[]" },
  patrimoine_import: { entetes: '["operateur"]', lignes: "[]" },
}

/** What a row asks of the one it is about, beyond the key. */
const ABOUT: Record<string, Record<string, Row>> = {
  // What runs, and ends on a day that one side may refuse to pass.
  denonciation: {
    souscription: { etat: "en_service", terme: "2099-12-31", dureeMois: 12, reconduction: "expresse" },
  },
}

/** Links that only a later act of its own makes: a row begins without them. */
const UNLINKED: Record<string, Row> = { souscription_option: { avenantId: null, retraitAvenantId: null } }

/**
 * Valid rows for any table, made from the catalog alone: types, enumerations, foreign keys, and checks (solved by trying
 * small values). A new table is covered the day its migration exists.
 */
export class RowMaker {
  private readonly operatorRows = new Map<string, Row>()
  private readonly tenantRows = new Map<string, Row>()
  /** Values that satisfied the checks of a table, found once. */
  private readonly solved = new Map<string, Row>()

  constructor(
    private readonly owner: pg.Client,
    private readonly tables: readonly Table[],
  ) {}

  async collectivite(): Promise<string> {
    const row = await this.insert(this.table("collectivite"), {})
    return String(row.id)
  }

  /** The one row of this tenant in this table, inserted with its parents by the owner at the first call. */
  async row(table: Table, collectiviteId: string, wanted: Row = {}): Promise<Row> {
    const key = `${table.name}/${collectiviteId}/${JSON.stringify(wanted)}`
    const known = this.tenantRows.get(key)
    if (known) return known
    const given = { ...(await this.references(table, collectiviteId)), ...wanted }
    const row = await this.insert(table, given).catch((error) => this.left(table, collectiviteId, error))
    this.tenantRows.set(key, row)
    return row
  }

  /** The row that an earlier maker left, where there can be only one of its kind. */
  private async left(table: Table, collectiviteId: string, error: unknown): Promise<Row> {
    if (!(error instanceof pg.DatabaseError) || error.code !== "23505") throw error
    const { rows } = await this.owner.query<Row>(
      `select * from "${table.name}" where "${TENANT}" = $1 order by id desc limit 1`,
      [collectiviteId],
    )
    const [row] = rows
    if (!row) throw error
    return row
  }

  /** How many rows of this tenant it has made there: one, and one for each kind that another table's key asks for. */
  made(table: Table, collectiviteId: string): number {
    const prefix = `${table.name}/${collectiviteId}/`
    return [...this.tenantRows.keys()].filter((key) => key.startsWith(prefix)).length
  }

  /** Values of a valid row of this tenant whose parents exist and which itself does not. */
  async values(table: Table, collectiviteId: string): Promise<Row> {
    const given = await this.references(table, collectiviteId)
    if (!this.solved.has(table.name)) throw new Error(`${table.name}: insert a row of another tenant first`)
    return { ...this.defaults(table), ...this.solved.get(table.name), ...given, ...UNLINKED[table.name] }
  }

  /** The one row of this table of the operator. */
  async operatorId(table: Table): Promise<string> {
    return String((await this.operatorRow(table)).id)
  }

  private table(name: string): Table {
    const table = this.tables.find((candidate) => candidate.name === name)
    if (!table) throw new Error(`no table ${name}`)
    return table
  }

  private async references(table: Table, collectiviteId: string | null): Promise<Row> {
    const given: Row = collectiviteId === null ? {} : { [TENANT]: collectiviteId }
    for (const key of table.foreignKeys) {
      if (key.target === table.name) continue
      // What may be missing is filled only where it could point at another tenant.
      if (key.optional && !this.table(key.target).tenant) continue
      const parent = this.table(key.target)
      if (key.columns.length === 1 && key.columns[0] === TENANT) continue
      const wanted = Object.fromEntries(
        table.constants.flatMap(({ name, value }) => {
          const index = key.columns.indexOf(name)
          return index < 0 ? [] : [[String(key.targetColumns[index]), value]]
        }),
      )
      const row = parent.tenant
        ? await this.row(parent, String(collectiviteId), { ...wanted, ...ABOUT[table.name]?.[parent.name] })
        : await this.operatorRow(parent)
      key.columns.forEach((column, index) => {
        // A generated column is the database's own to fill.
        if (table.columns.some(({ name }) => name === column)) given[column] = row[String(key.targetColumns[index])]
      })
    }
    // Who asked is somebody, without a key that says so: she is told what becomes of it.
    if (table.columns.some(({ name }) => name === "demandeParId"))
      given.demandeParId = (await this.operatorRow(this.table("personne"))).id
    return given
  }

  private async operatorRow(table: Table): Promise<Row> {
    const known = this.operatorRows.get(table.name)
    if (known) return known
    const row = await this.insert(table, await this.references(table, null))
    this.operatorRows.set(table.name, row)
    return row
  }

  private defaults(table: Table): Row {
    const sampled = table.columns.filter((c) => c.required).map((c) => [c.name, sample(c)])
    return { ...Object.fromEntries(sampled), ...READABLE[table.name] }
  }

  private async insert(table: Table, given: Row): Promise<Row> {
    const base = { ...this.defaults(table), ...this.solved.get(table.name), ...given, ...UNLINKED[table.name] }
    const loose = new Set<string>()
    let tries: Row[] = [{}]
    for (;;) {
      const refusals = new Set<string>()
      for (const attempt of tries) {
        try {
          const { rows } = await this.owner.query(insertion(table, { ...base, ...attempt }))
          this.solved.set(table.name, { ...this.solved.get(table.name), ...attempt })
          return rows[0]
        } catch (error) {
          if (!(error instanceof pg.DatabaseError) || error.code !== "23514") throw error
          refusals.add(String(error.constraint))
        }
      }
      const before = loose.size
      for (const check of table.checks.filter(({ name }) => refusals.has(name))) {
        for (const column of check.columns) if (!(column in given)) loose.add(column)
      }
      if (loose.size === before) {
        throw new Error(
          `${table.name}: no small value satisfies ${[...refusals].join(", ")}: teach tests/support/tenant-rows.ts`,
        )
      }
      tries = combinations(table.columns.filter((column) => loose.has(column.name)))
    }
  }
}

/** Over all rows of a tenant in all tenant tables. */
export async function hashOfTenant(
  owner: pg.Client,
  tables: readonly Table[],
  collectiviteId: string,
): Promise<string> {
  const parts = tables
    .filter(({ tenant }) => tenant)
    .map(({ name }) => `select '${name}' as t, to_jsonb(r)::text as row from ${name} r where r."${TENANT}" = $1`)
  const { rows } = await owner.query<{ hash: string }>(
    `select encode(sha256(convert_to(string_agg(t || row, ',' order by t, row), 'UTF8')), 'hex') as hash from (${parts.join(" union all ")}) x`,
    [collectiviteId],
  )
  return String(rows[0]?.hash)
}

/** What was read from a JSON column is an object here: it goes back as text, never as PostgreSQL's array. */
const written = (table: Table, name: string, value: unknown): unknown =>
  typeof value === "object" &&
  value !== null &&
  table.columns.some((one) => one.name === name && /^jsonb?$/.test(one.type))
    ? JSON.stringify(value)
    : value

export function insertion(table: Table, row: Row): { text: string; values: unknown[] } {
  // What the database generates is read back with the row, and cannot be given.
  const columns = Object.keys(row).filter((name) => table.columns.some((column) => column.name === name))
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(", ")
  const marks = columns.map((_, index) => `$${index + 1}`).join(", ")
  return {
    text: `insert into ${table.name} (${list}) values (${marks}) returning *`,
    values: columns.map((name) => written(table, name, row[name])),
  }
}

function combinations(columns: readonly Column[]): Row[] {
  return columns.reduce<Row[]>(
    (rows, column) => rows.flatMap((row) => candidates(column).map((value) => ({ ...row, [column.name]: value }))),
    [{}],
  )
}

function candidates(column: Column): unknown[] {
  if (column.labels) return column.labels
  if (/^(smallint|integer|bigint|numeric)/.test(column.type)) return [1, 0]
  if (column.type === "boolean") return [false, true]
  return [sample(column)]
}

function sample(column: Column): unknown {
  if (column.labels) return column.labels[0]
  if (column.type.endsWith("[]")) return []
  if (column.type === "uuid") return randomUUID()
  if (/^(smallint|integer|bigint|numeric)/.test(column.type)) return 1
  if (column.type === "boolean") return false
  if (column.type === "date") return "2026-03-02"
  if (column.type.startsWith("timestamp")) return "2026-03-02T09:00:00Z"
  if (column.type === "jsonb") return "{}"
  if (column.type === "bytea") return randomBytes(8)
  if (/^(text|citext|character)/.test(column.type)) return `${column.name}-${randomUUID().slice(0, 8)}`
  throw new Error(`no sample for ${column.name} of type ${column.type}: teach tests/support/tenant-rows.ts`)
}
