import { z } from "zod"

/** As accounting software takes them. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,19}$/
const WRONG = "Un code compte au plus vingt lettres, chiffres, points ou tirets, par exemple CN-01."

/** Fields "code-general", "code-pilier-<id>", "code-service-<slug>", "code-experimentation-<id>". Empty: the code of what it belongs to. */
export const codesInput = z.looseObject({}).transform((input, context) => {
  const codes = {
    // Null until the form gives one: the literal alone would be of type null.
    general: null as string | null,
    piliers: new Map<string, string | null>(),
    services: new Map<string, string | null>(),
    experimentations: new Map<string, string | null>(),
  }
  for (const [name, typed] of Object.entries(input)) {
    const [, kind, key = ""] = /^code-(general|pilier|service|experimentation)(?:-([a-z0-9-]{1,60}))?$/.exec(name) ?? []
    if (!kind || typeof typed !== "string") continue
    const code = typed.trim() || null
    if (code !== null && !CODE.test(code)) context.addIssue({ code: "custom", path: [name], message: WRONG })
    else if (kind === "general") codes.general = code
    else if (kind === "pilier") codes.piliers.set(key, code)
    else if (kind === "service") codes.services.set(key, code)
    else if (z.uuid().safeParse(key).success) codes.experimentations.set(key, code)
  }
  return codes
})
export type CodesInput = z.output<typeof codesInput>
