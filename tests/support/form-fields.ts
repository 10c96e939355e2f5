import type { z } from "zod"

type Schema = z.core.$ZodType
/** One reading of a form: the fields that are sent as they are, and those a person may get wrong. */
export type Reading = { given: Readonly<Record<string, string>>; fields: readonly Field[] }
export type Field = { name: string; isFile: boolean; isNumber: boolean; isRequired: boolean; takes: Takes }
type Takes = (value: unknown) => z.ZodSafeParseResult<unknown>

/** What a form asks, read from its schema: a choice that decides which other fields exist gives one reading each. */
export function readingsOf(schema: Schema): Reading[] {
  const def = (schema as z.core.$ZodTypes)._zod.def
  if (def.type === "pipe") return readingsOf(def.in)
  if (def.type === "union") {
    const name = (def as z.core.$ZodDiscriminatedUnionDef).discriminator
    return def.options.flatMap((option) =>
      readingsOf(option).map(({ given, fields }) => ({
        given: { ...given, [name]: firstChoice(option, name) },
        fields: fields.filter((field) => field.name !== name),
      })),
    )
  }
  // One box a line or a person, named by it: no list of fields, its own test says what a bad one does.
  if (def.type === "record") return []
  if (def.type !== "object") throw new Error(`a form is an object, not a ${def.type}`)
  return [{ given: {}, fields: Object.entries(def.shape).map(([name, field]) => fieldOf(name, field as z.ZodType)) }]
}

function fieldOf(name: string, schema: z.ZodType): Field {
  const takes: Takes = (value) => schema.safeParse(value)
  const takesSome = (...values: unknown[]) => values.some((value) => takes(value).success)
  const isFile = !takesSome("", "7", "oui", "a", "2026-01-01") && takesSome(new File(["a"], "a.csv"))
  const isNumber = takesSome("7", "2020", "100", "27000", "123456") && !takesSome("sept", "bernay")
  return { name, isFile, isNumber, isRequired: !takesSome(undefined), takes }
}

function firstChoice(option: Schema, name: string): string {
  const choice = Object.entries(shapeOf(option)).find(([field]) => field === name)?.[1]
  const values = [...((choice as z.core.$ZodTypes | undefined)?._zod.values ?? [])]
  return String(values[0])
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const def = (schema as z.core.$ZodTypes)._zod.def
  if (def.type === "pipe") return shapeOf(def.in)
  return def.type === "object" ? def.shape : {}
}
