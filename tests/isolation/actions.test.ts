import { randomUUID } from "node:crypto"
import { globSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { emptyForm, type FormState } from "@/lib/platform/form-state.ts"
import { describedActions, fieldsOf, keyOf } from "../support/action-fields.ts"
import { byDependency, readTables, type Table } from "../support/catalog.ts"
import { connect } from "../support/logins.ts"
import { openSession } from "../support/sessions.ts"
import { fileText, ROOT } from "../support/sources.ts"
import { hashOfTenant, RowMaker } from "../support/tenant-rows.ts"

class Left extends Error {}
const browser = { cookie: "" }

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => cookieNamed(name), set: () => undefined }),
  headers: async () => new Headers({ "x-forwarded-for": "192.0.2.1" }),
}))
vi.mock("next/cache", () => ({ refresh: () => undefined, revalidatePath: () => undefined }))
vi.mock("next/navigation", () => ({
  notFound: () => {
    throw new Left("not found")
  },
  redirect: (path: string) => {
    throw new Left(`to ${path}`)
  },
}))

const cookieNamed = (name: string) => {
  const [known, value] = browser.cookie.split("=")
  return known === name ? { name, value } : undefined
}

type FormAction = (state: FormState, data: FormData) => Promise<FormState>
type Listed = { name: string; file: string; action: FormAction }

/** Acts that take no form: they name nothing but the person of the session. */
const WITHOUT_FORM = [
  "signOutAction",
  "beginPasskeyAction",
  "enrolPasskeyAction",
  "askPasskeyAction",
  "confirmPasskeyAction",
]
/** Whoever asks to join names a body of the public register: it exists or not for everybody alike. */
const PUBLIC_REGISTER = ["askToJoinAction", "askRattachementAction"]

const files = globSync(["lib/*/actions.ts", "lib/*/actions/*.ts", "app/**/actions.ts"], { cwd: ROOT }).sort()
const listed: Listed[] = []
const formless: string[] = []
for (const file of files) {
  for (const [name, action] of Object.entries(await import(`../../${file}`))) {
    if (typeof action !== "function") continue
    if (action.length === 2) listed.push({ name, file, action: action as FormAction })
    else formless.push(name)
  }
}

const owner = await connect("migration")
const tables = byDependency(await readTables(owner))
const maker = new RowMaker(owner, tables)
let own: Record<string, string>
let other: Record<string, string>
let unknown: Record<string, string>
let before: string

beforeAll(async () => {
  own = await tenant()
  other = await tenant()
  unknown = Object.fromEntries(Object.keys(own).map((name) => [name, String(randomUUID())]))
  unknown.collectivite = "zzzzzzzzzz"
  // The networks' operators are public: everybody may name any of them.
  unknown.operateur_telecom = String(own.operateur_telecom)
  unknown.consultation = String(own.consultation)
  const courriel = "isolation@exemple.fr"
  const { rows } = await owner.query<{ id: string }>(
    "insert into personne (nom, courriel) values ('Essai', $1) returning id",
    [courriel],
  )
  const person = String(rows[0]?.id)
  for (const role of ["secretaire", "elu", "administrateur"]) {
    await attach(String(own.collectiviteId), person, role)
  }
  // What is refused for want of a service or of a mandate never looks at the identifiers.
  for (const outil of ["adresses", "redevances"]) await openService(String(own.collectiviteId), outil, person)
  await maker.row(tableNamed("mandat"), String(own.collectiviteId), { personneId: person })
  browser.cookie = await openSession(courriel, { factor: true })
  before = await hashOfTenant(owner, tables, String(other.collectiviteId))
})

afterAll(() => owner.end())

it("knows every exported act: a form, or one of the few that name only the person", () => {
  expect(listed.length).toBeGreaterThan(20)
  expect(formless.filter((name) => !WITHOUT_FORM.includes(name))).toEqual([])
  expect(describedActions.filter((key) => !listed.some((one) => keyOf(one) === key))).toEqual([])
})

describe.each(listed.filter(({ name }) => !PUBLIC_REGISTER.includes(name)))("$name", (one) => {
  const { name, file } = one
  it("answers another tenant's identifiers exactly as unknown ones", async () => {
    const [theirs, nobodys] = [await outcome(one, other), await outcome(one, unknown)]
    expect(theirs).toEqual(nobodys)
    // In one's own place, the things of another.
    const within = (identifiers: Record<string, string>) => ({ ...identifiers, collectivite: String(own.collectivite) })
    expect(await outcome(one, within(other))).toEqual(await outcome(one, within(unknown)))
  })

  if (isForMembers(file, name))
    it("is judged on its identifiers, not on the rest of its form", async () => {
      const said = await outcome(one, unknown)
      expect(said, `${name}: give tests/support/action-fields.ts a value for each field`).toBe("left: not found")
      expect(await outcome(one, own)).not.toBe("left: not found")
    })
})

it("has left every row of the other tenant as it was", async () => {
  expect(await hashOfTenant(owner, tables, String(other.collectiviteId))).toBe(before)
})

/** By its definition and what it shares: its context comes from a collectivité of the form, not from the staff's desk. */
function isForMembers(file: string, name: string): boolean {
  const text = fileText(file)
  const own = definitionOf(text, name)
  const shared = [...own.matchAll(/\.\.\.(\w+)/g)].map(([, spread]) => definitionOf(text, String(spread)))
  const whole = [own, ...shared].join("\n")
  return (
    /\bmembreContext\b/.test(text) &&
    /\bcontext\b/.test(whole) &&
    !/context: (agent|personne|visitor)Context/.test(whole)
  )
}

function definitionOf(text: string, name: string): string {
  const [, after = ""] = text.split(new RegExp(`^(?:export )?const ${name} = `, "m"))
  return after.split(/\n(?=export |const |\/\*\*|async |function )/, 1)[0] ?? ""
}

async function tenant(): Promise<Record<string, string>> {
  const id = await maker.collectivite()
  const { rows } = await owner.query<{ publicId: string }>(
    `update collectivite set "publicId" = translate(substr(md5(id::text), 1, 10), 'ilo', 'abc') where id = $1 returning "publicId"`,
    [id],
  )
  const identifiers: Record<string, string> = { collectivite: String(rows[0]?.publicId), collectiviteId: id }
  // A field named « courriel » holds an address, never the row of a mail.
  for (const table of tables.filter((candidate) => candidate.tenant && candidate.name !== "courriel")) {
    identifiers[table.name] = String((await maker.row(table, id)).id)
  }
  identifiers.consultation = await maker.operatorId(tableNamed("consultation"))
  identifiers.operateur_telecom = await maker.operatorId(tableNamed("operateur_telecom"))
  identifiers.personne = await colleague(id)
  return identifiers
}

function tableNamed(name: string): Table {
  const table = tables.find((candidate) => candidate.name === name)
  if (!table) throw new Error(`no table ${name}`)
  return table
}

/** Someone of this tenant's team. */
async function colleague(collectiviteId: string): Promise<string> {
  const courriel = `${randomUUID()}@exemple.fr`
  const { rows } = await owner.query<{ id: string }>(
    "insert into personne (nom, courriel) values ('Collègue', $1) returning id",
    [courriel],
  )
  await attach(collectiviteId, String(rows[0]?.id), "elu")
  return String(rows[0]?.id)
}

const attach = (collectiviteId: string, personneId: string, role: string) =>
  owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, $3, 'Essai', '2026-01-01', 'essai')`,
    [collectiviteId, personneId, role],
  )

async function openService(collectiviteId: string, outil: string, personneId: string): Promise<void> {
  await owner.query(
    `insert into service (slug, "pilierId", nom, description, "pourQui", "pourDemarrer", contact, mode, maturite, etat, outil, recherche, rang)
     select 'essai-' || $1, id, 'Essai', 'Essai', '', '', '', 'inclus', 'en_service', 'publie', $1::text::outil, '', 1 from pilier limit 1`,
    [outil],
  )
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
     select $1, id, 'en_service', 1, current_date, 'Essai', 'essai@exemple.fr', $2, current_date from service where slug = 'essai-' || $3::text`,
    [collectiviteId, personneId, outil],
  )
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** When a row was made, by its own id (UUID version 7). */
const timeOf = (id: string) => Number.parseInt(id.replace("-", "").slice(0, 12), 16)

/** What the act comes to, in words, without the identifiers themselves nor those of what it has just made. */
async function outcome({ name, file, action }: Listed, identifiers: Record<string, string>): Promise<string> {
  // Limits on attempts are tested elsewhere: here each call is the first.
  await owner.query("delete from tentative_connexion")
  const start = Date.now()
  const data = new FormData()
  // Never the same address twice: an act that succeeds can do so again.
  const courriel = `${randomUUID()}@exemple.fr`
  data.set("courriel", courriel)
  for (const [field, value] of fieldsOf(keyOf({ name, file }), identifiers)) data.set(field, value)
  const said = await action(emptyForm, data).then(
    ({ errors, message, done }) => JSON.stringify({ errors, message, done }),
    (error: unknown) => {
      if (error instanceof Left) return `left: ${error.message}`
      throw error
    },
  )
  const named = Object.values(identifiers).reduce((text, value) => text.replaceAll(value, "…"), said)
  return named.replace(UUID, (id) => (timeOf(id) >= start ? "new" : id))
}
