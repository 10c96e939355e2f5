import { globSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import type { z } from "zod"
import { emptyForm, type FormState } from "@/lib/platform/form-state.ts"
import { readTables, type Table } from "@/tests/support/catalog.ts"
import { type Field, type Reading, readingsOf } from "@/tests/support/form-fields.ts"
import { connect } from "@/tests/support/logins.ts"
import { ROOT } from "@/tests/support/sources.ts"

/** Every form of the portal, listed from the code with the schema it is judged by: a new one is tested the day it exists. */

type FormAction = (state: FormState, data: FormData) => Promise<FormState>
const schemas = vi.hoisted(() => new Map<unknown, z.ZodType>())

vi.mock("@/lib/access/form-action.ts", async (original) => {
  const { formAction } = await original<typeof import("@/lib/access/form-action.ts")>()
  return {
    formAction: (definition: Parameters<typeof formAction>[0]) => {
      const action = formAction(definition)
      schemas.set(action, definition.input)
      return action
    },
  }
})

/** Fields no person types: what they may name is judged in the database, and tests/isolation/actions.test.ts compares the answers. */
const NAMES = /^(collectivite|service|version|retour|jeton|pilierId|tarif)$/
const SECRET = /(^|[-_])(code|jeton|secret)([-_]|$)/i

/** One box a line, named by it: what a bad one does is tested where the act is. */
const NAMED_BY_ROWS = ["saveChoicesAction"]
/** A choice among what the database holds, or words under a signature: the command refuses any other. */
const COMPARED = ["exceptionAction code", "correctionAction choix", "silenceAction g"]
/** What a page showed when it was opened: an account may be on either side. */
const SIGNED = ["lu"]

const ZERO_WIDTH = "\u200b\u2060\ufeff"
const SCRIPT = "<script>alert(1)</script>"
const OVERLONG = "1".repeat(100_000)
const UNSEEN = /[\u200b\u2060\ufeff]/

const files = globSync(["lib/*/actions.ts", "lib/*/actions/*.ts", "app/**/actions.ts"], { cwd: ROOT }).sort()
const forms: { name: string; action: FormAction; readings: Reading[] }[] = []
const unlisted: string[] = []
for (const file of files) {
  for (const [name, action] of Object.entries<FormAction>(await import(`../../../${file}`))) {
    const schema = schemas.get(action)
    if (!schema) continue
    const readings = readingsOf(schema)
    if (readings.length === 0) unlisted.push(name)
    forms.push({ name, action, readings: readings.filter(({ fields }) => fields.length > 0) })
  }
}

const owner = await connect("migration")
let tables: Table[]
let before: string[]

beforeAll(async () => {
  tables = await readTables(owner)
  before = await contents()
})
afterAll(() => owner.end())

it("leaves out only the forms whose fields are named by what they hold", () => {
  expect(unlisted).toEqual(NAMED_BY_ROWS)
})

it("finds the forms of the portal", () => {
  expect(forms.length).toBeGreaterThan(40)
})

for (const { name, action, readings } of forms) {
  for (const { given, fields } of readings) {
    const which = Object.entries(given).map(([field, value]) => `${field} ${value}`)
    describe([name, ...which].join(", "), () => {
      for (const field of fields) describeField(name, action, given, field)
    })
  }
}

it("has stored nothing", async () => {
  expect(await contents()).toEqual(before)
})

function describeField(form: string, action: FormAction, given: Reading["given"], field: Field) {
  const { name, isFile, isNumber, isRequired, takes } = field
  const typed = (value: string | File) => send(action, { ...given, [name]: value })

  if (isRequired)
    it(`${name}: missing, says so`, async () => {
      expectSaid(await send(action, given), name)
    })

  it(`${name}: of another type, says so`, async () => {
    expectSaid(await typed(isFile ? "pas un fichier" : new File(["x"], "x.txt")), name)
    const twice = await send(action, given, [
      [name, "1"],
      [name, "2"],
    ])
    expectSaid(twice, name)
  })

  if (isFile) return

  it(`${name}: overlong, says so and keeps it`, async () => {
    const state = await typed(OVERLONG)
    expectSaid(state, name)
    expectKept(state, name, OVERLONG)
  })

  if (isNumber && !SIGNED.includes(name))
    it(`${name}: negative, says so and keeps it`, async () => {
      for (const negative of ["-7", "-2020", "-0,01"]) {
        const state = await typed(negative)
        expectSaid(state, name)
        expectKept(state, name, negative)
      }
    })

  if (NAMES.test(name) || COMPARED.includes(`${form} ${name}`)) return

  it(`${name}: bearing a script, says so and keeps it`, async () => {
    const state = await typed(SCRIPT)
    expectSaid(state, name)
    expectKept(state, name, SCRIPT)
  })

  it(`${name}: zero-width, is nothing or says so, and never stays inside a text`, async () => {
    const state = await typed(ZERO_WIDTH)
    const taken = takes(ZERO_WIDTH)
    if (taken.success) expect(taken.data).toEqual(takes("").data)
    else expectSaid(state, name)
    expectKept(state, name, ZERO_WIDTH)
    const within = takes(`Mai${ZERO_WIDTH}rie`)
    if (within.success) expect(String(within.data)).not.toMatch(UNSEEN)
  })
}

async function send(action: FormAction, fields: Record<string, string | File>, more: [string, string][] = []) {
  const data = new FormData()
  for (const [name, value] of [...Object.entries(fields), ...more]) data.append(name, value)
  return action(emptyForm, data)
}

/** Beside its cause, in French: none of the library's own words. */
function expectSaid({ errors, done }: FormState, name: string) {
  expect(done).toBeNull()
  expect(Object.keys(errors)).toContain(name)
  expect(errors[name]).toMatch(/\p{L}.*\.$/u)
  expect(errors[name]).not.toMatch(/invalid|expected|received|too (big|small)|\b(string|number)\b/i)
}

function expectKept({ values }: FormState, name: string, typed: string) {
  expect(values[name]).toBe(SECRET.test(name) ? undefined : typed)
}

async function contents(): Promise<string[]> {
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query(`select md5(string_agg(t::text, '' order by t::text)) as hash from ${name} t`)
    found.push(`${name} ${rows[0]?.hash}`)
  }
  return found
}
