import { refresh } from "next/cache"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import type { z } from "zod"
import { emptyForm, type FormState } from "@/lib/platform/form-state.ts"
import { type Result, sentence } from "@/lib/platform/result.ts"
import type { Context } from "./context.ts"
import { AccessRefused } from "./door.ts"
import { confirmPath } from "./factor-prompt.ts"
import { DENIALS, type Denial } from "./rights.ts"

type Action = (state: FormState, data: FormData) => Promise<FormState>

type Definition<C extends Context, S extends z.ZodType, V, R extends string> = {
  /** Who acts, found from the session and the form; it answers "not found" for what this person may not see. */
  context: (data: FormData) => Promise<C>
  input: S
  run: (ctx: C, input: z.output<S>) => Promise<Result<V, R>>
  refusals: Readonly<Record<R, string>>
  /** Fields that a refusal is about: the sentence stands beside them. */
  fields?: Partial<Record<R, string>>
  /** Where to go after success; without it the form says `done`. */
  next?: (value: V, data: FormData) => string
  done?: string
}

/** Where a schema has no sentence of its own: a field that no browser sends so. */
const WRONG = "Cette saisie n'a pas la forme attendue."

/** The one form pattern: parse, act, answer. The typed values always come back; secrets and files never do. */
export const formAction =
  <C extends Context, S extends z.ZodType, V, R extends string>(definition: Definition<C, S, V, R>): Action =>
  async (_state, data) => {
    const values = typedValues(data)
    const parsed = definition.input.safeParse(fieldsOf(data), { error: () => WRONG })
    if (!parsed.success) return failure(values, fieldErrors(parsed.error))
    const ctx = await definition.context(data)
    let result: Result<V, R>
    try {
      result = await definition.run(ctx, parsed.data)
    } catch (error) {
      if (error instanceof AccessRefused) return denied(values, error.denial)
      throw error
    }
    if (!result.ok) {
      const said = sentence(definition.refusals[result.refusal], result.details)
      const field = definition.fields?.[result.refusal]
      return field ? failure(values, { [field]: said }) : failure(values, {}, said)
    }
    if (definition.next) {
      const next = definition.next(result.value, data)
      if (!(await isSentFrom(next))) redirect(next)
      refresh()
      return emptyForm
    }
    // The page around the form shows what changed, with the answer.
    refresh()
    return { errors: {}, message: null, values: {}, done: definition.done ?? "Enregistré." }
  }

/**
 * Whether a script sends this form from the page where it leads: to go there again would draw the page anew and take the
 * keyboard's place in it. Without scripts the browser has left the page already.
 */
async function isSentFrom(path: string): Promise<boolean> {
  const sent = await headers()
  const page = sent.get("referer")
  if (!sent.has("next-action") || !page || !URL.canParse(page)) return false
  const { pathname, search } = new URL(page)
  return pathname + search === path
}

/** A factor that ended while the page was read is given again elsewhere: what was typed waits here. */
async function denied(values: Record<string, string>, denial: Denial): Promise<FormState> {
  const refused = failure(values, {}, DENIALS[denial])
  if (denial !== "facteur-manquant") return refused
  const page = (await headers()).get("referer") ?? ""
  const back = URL.canParse(page) ? new URL(page).pathname : "/moi"
  return { ...refused, link: { href: confirmPath(back), label: "Confirmer que c’est moi" } }
}

const failure = (values: Record<string, string>, errors: Record<string, string>, message?: string): FormState => ({
  errors,
  message: message ?? "Rien n'a été enregistré : corrigez ce qui est signalé ci-dessous.",
  values,
  done: null,
})

/** Repeated names become arrays; what React adds ($ACTION_…) is left out. */
function fieldsOf(data: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of new Set(data.keys())) {
    if (name.startsWith("$ACTION")) continue
    const all = data.getAll(name)
    fields[name] = all.length > 1 ? all : all[0]
  }
  return fields
}

const SECRET = /(^|[-_])(code|jeton|secret)([-_]|$)/i

function typedValues(data: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value === "string" && !name.startsWith("$ACTION") && !SECRET.test(name)) values[name] = value
  }
  return values
}

function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[issue.path.map(String).join(".") || "formulaire"] ??= issue.message
  return errors
}
