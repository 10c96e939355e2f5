// Draws docs/data-model.md from prisma/schema: `npx tsx scripts/diagram.ts`. tests/architecture checks that it is current.
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { root } from "./launcher/root.ts"

type Field = { name: string; type: string; list: boolean; optional: boolean; attributes: string }
type Model = { name: string; table: string; about: string; fields: Field[]; keys: Set<string>; tenant: boolean }
type Section = { file: string; models: Model[] }

export const DIAGRAM_FILE = "docs/data-model.md"

const TITLES: Record<string, string> = {
  "access.prisma": "People, sign-in, rights and the journal",
  "catalogue.prisma": "Catalogue and its dated prices",
  "collectivites.prisma": "Register of the collectivités, their file and their membership",
  "cotisations.prisma": "Campaigns of cotisation",
  "imports.prisma": "Imports, and the beat of the processes",
  "operateur.prisma": "The operator and its settings",
  "souscriptions.prisma": "Souscriptions",
  "titres.prisma": "Titres, documents and mail",
}

/** The whole document, from the schema as it is on disk. */
export function drawDataModel(): string {
  const folder = join(root, "prisma/schema")
  const sections = readdirSync(folder)
    .filter((file) => file.endsWith(".prisma") && file !== "schema.prisma")
    .sort()
    .map((file) => ({ file, models: parseModels(readFileSync(join(folder, file), "utf8")) }))
  const models = new Map(sections.flatMap((section) => section.models.map((model) => [model.name, model])))
  return [introduction(models), ...sections.map((section) => draw(section, models))].join("\n")
}

function introduction(models: ReadonlyMap<string, Model>): string {
  const tenant = [...models.values()].filter((model) => model.tenant).map((model) => `\`${model.table}\``)
  return `# Data model

Generated from \`prisma/schema\` by \`npx tsx scripts/diagram.ts\`: change the schema, not this file.

A table with a column named exactly \`collectiviteId\` is a **tenant table** (▣ below). Its primary key is
\`(collectiviteId, id)\`, a foreign key between two of them carries both columns, and row-level security is enabled and
forced: a row can neither be read from another tenant nor point into one, whatever the code does
([decision 3](decisions/003-tenant-in-the-database.md)). A reference that must cross tenants has another name
(\`concerneId\`, \`debiteurId\`, \`beneficiaireId\`) and goes with a frozen copy of what it was. Every other table is the
operator's: catalogue, campaigns, register of numbers, public facts.

${models.size} tables, ${tenant.length} of them tenant tables: ${tenant.join(", ")}.
`
}

function draw({ file, models }: Section, all: ReadonlyMap<string, Model>): string {
  const inside = new Set(models.map((model) => model.name))
  const lines = models.flatMap((model) => [...relations(model, all), ...entity(model, all)])
  const about = models.map((model) => `| ${model.tenant ? "▣ " : ""}\`${model.table}\` | ${model.about} |`)
  const others = [...new Set(models.flatMap((model) => targets(model, all)))].filter((name) => !inside.has(name))
  const note =
    others.length > 0 ? `\nDrawn elsewhere: ${others.map((name) => `\`${all.get(name)?.table}\``).join(", ")}.\n` : ""
  return `## ${TITLES[file] ?? file}

\`\`\`mermaid
erDiagram
${lines.map((line) => `  ${line}`).join("\n")}
\`\`\`
${note}
| table | holds |
| --- | --- |
${about.join("\n")}
`
}

function entity(model: Model, all: ReadonlyMap<string, Model>): string[] {
  const references = new Set(model.fields.flatMap((field) => ownColumns(field)))
  const columns = model.fields
    .filter((field) => !all.has(field.type))
    .map((field) => {
      const marks = [model.keys.has(field.name) && "PK", references.has(field.name) && "FK"].filter(Boolean).join(", ")
      return `  ${columnType(field)}${field.list ? "[]" : ""} ${field.name}${marks ? ` ${marks}` : ""}${field.optional ? ' "may be missing"' : ""}`
    })
  return [`${model.table} {`, ...columns, "}"]
}

const TYPES: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Boolean: "boolean",
  Bytes: "bytea",
  Json: "jsonb",
  Decimal: "numeric",
}

/** As PostgreSQL names it: `@db.Uuid` wins over Prisma's `String`; an enumeration keeps its name. */
const columnType = ({ type, attributes }: Field): string =>
  attributes
    .match(/@db\.(\w+)/)?.[1]
    ?.replace("Decimal", "numeric")
    .toLowerCase() ??
  TYPES[type] ??
  type

function relations(model: Model, all: ReadonlyMap<string, Model>): string[] {
  return model.fields.flatMap((field) => {
    const target = all.get(field.type)
    const columns = ownColumns(field)
    if (!target || columns.length === 0) return []
    const one = columns.join() === [...model.keys].join()
    return [
      `${target.table} ${field.optional ? "|o" : "||"}--${one ? "o|" : "o{"} ${model.table} : "${columns.join(", ")}"`,
    ]
  })
}

const targets = (model: Model, all: ReadonlyMap<string, Model>): string[] =>
  model.fields.filter((field) => all.has(field.type) && ownColumns(field).length > 0).map((field) => field.type)

/** The columns by which this side holds the relation; none on the other side. */
const ownColumns = (field: Field): string[] =>
  field.attributes.match(/@relation\([^)]*fields: \[([^\]]+)\]/)?.[1]?.split(/,\s*/) ?? []

function parseModels(text: string): Model[] {
  return [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, comment = "", name = "", body = ""]) => {
      const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/gm)].map(
        ([, field = "", type = "", list, optional, attributes = ""]) => ({
          name: field,
          type,
          list: list !== undefined,
          optional: optional !== undefined,
          attributes,
        }),
      )
      const composite = body.match(/@@id\(\[([^\]]+)\]/)?.[1]?.split(/,\s*/)
      const single = fields.filter((field) => /@id\b/.test(field.attributes)).map((field) => field.name)
      return {
        name,
        table: body.match(/@@map\("(\w+)"\)/)?.[1] ?? name,
        about: comment
          .replace(/^\/\/\/\s?/gm, "")
          .trim()
          .replace(/\n/g, " "),
        fields,
        keys: new Set((composite ?? single).map((key) => key.replace(/\(.*/, ""))),
        tenant: fields.some((field) => field.name === "collectiviteId"),
      }
    },
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(root, DIAGRAM_FILE), drawDataModel())
}
