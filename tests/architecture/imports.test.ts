import { expect, it } from "vitest"
import { type Import, type Source, sources } from "../support/sources.ts"

const all = sources("app/**/*", "components/**/*", "lib/**/*", "proxy.ts", "instrumentation.ts")

const PURE = /^(types|schema|rules)(\.ts|\/)/
const PLATFORM_FOR_UI = /^lib\/platform\/(format|form-state|money|dates|result|accent)\.ts$/
const GENERATED_ENUMS = "generated/prisma/enums.ts"

type Place = {
  layer: "app" | "components" | "module" | "access" | "ports" | "platform" | "other"
  module: string
  file: string
}

function place(path: string): Place {
  const [top, second = "", ...rest] = path.split("/")
  if (top === "app" || top === "components") return { layer: top, module: second, file: rest.join("/") }
  if (top !== "lib") return { layer: "other", module: "", file: path }
  const layer = second === "access" || second === "ports" || second === "platform" ? second : "module"
  return { layer, module: second, file: rest.join("/") }
}

/** Which layers each layer may import; itself included. */
const MAY_IMPORT: Record<Place["layer"], readonly Place["layer"][]> = {
  app: ["app", "components", "module", "access", "ports", "platform"],
  components: ["components", "module", "platform"],
  module: ["module", "access", "ports", "platform"],
  access: ["access", "ports", "platform"],
  ports: ["ports", "platform"],
  platform: ["platform"],
  other: ["app", "components", "module", "access", "ports", "platform"],
}

/** Each broken rule as a line that says what to do instead. */
function broken(rule: (source: Source, imported: Import, from: Place, to: Place) => string | null): string[] {
  return all.flatMap((source) =>
    source.imports.flatMap((imported) => {
      const sentence = rule(source, imported, place(source.path), place(imported.target))
      return sentence ? [`${source.path} imports ${imported.target}: ${sentence}`] : []
    }),
  )
}

it("imports go from app to components to modules to access and ports to platform, never back", () => {
  expect(
    broken((_source, imported, from, to) => {
      if (!imported.ours || to.layer === "other" || MAY_IMPORT[from.layer].includes(to.layer)) return null
      return `${from.layer} may import ${MAY_IMPORT[from.layer].join(", ")}`
    }),
  ).toEqual([])
})

it("the application takes nothing from scripts, tests or the seed", () => {
  expect(
    broken((_source, imported) =>
      imported.ours && /^(scripts|tests|prisma)\//.test(imported.target) ? "move what both need to lib" : null,
    ),
  ).toEqual([])
})

it("components/ui knows nothing of ours but the platform's formatters", () => {
  expect(
    broken((_source, imported, from, to) => {
      if (from.layer !== "components" || from.module !== "ui" || !imported.ours) return null
      if (to.layer === "components" && to.module === "ui") return null
      return PLATFORM_FOR_UI.test(imported.target) ? null : "a view of one module belongs in components/<module>"
    }),
  ).toEqual([])
})

it("types, schema and rules import only their like, the platform and pure libraries", () => {
  const libraries = ["zod", "temporal-polyfill", "csv-parse/sync", "proj4"]
  expect(
    broken((_source, imported, from, to) => {
      if (from.layer !== "module" || !PURE.test(from.file)) return null
      if (!imported.ours) return libraries.includes(imported.target) ? null : "rules are pure"
      if (imported.target === GENERATED_ENUMS) return null
      if (to.layer === "platform") return imported.target === "lib/platform/db.ts" ? "no I/O here" : null
      // The shape of a row that another module reads: nothing of it runs here.
      if (imported.typeOnly && to.layer === "module") return null
      return to.layer === "module" && PURE.test(to.file) ? null : "ask for the value as an argument"
    }),
  ).toEqual([])
})

it("a module takes from another its types, rules, queries and commands only", () => {
  expect(
    broken((_source, _imported, from, to) => {
      if (from.layer !== "module" || to.layer !== "module" || from.module === to.module) return null
      if (/^(types|rules|queries|commands)(\.ts|\/)/.test(to.file)) return null
      // A job's name and payload are a definition: whoever enqueues it needs nothing else of its module.
      if (/^jobs\.ts$/.test(to.file)) return null
      return /^schema\.ts$/.test(to.file) && PURE.test(from.file) ? null : "export it as a rule, a query or a command"
    }),
  ).toEqual([])
})

it("modules import one another without a cycle", () => {
  const edges = new Map<string, Set<string>>()
  for (const source of all) {
    const from = place(source.path)
    for (const imported of source.imports) {
      const to = place(imported.target)
      if (from.layer !== "module" || to.layer !== "module" || from.module === to.module || imported.typeOnly) continue
      edges.set(from.module, (edges.get(from.module) ?? new Set()).add(to.module))
    }
  }
  expect(cycle(edges)).toBeNull()
})

it("queries read and know nothing of Next, commands write and send no mail", () => {
  expect(
    broken((_source, imported, from) => {
      if (from.layer !== "module") return null
      if (/^(queries|commands)(\.ts|\/)/.test(from.file) && /^next(\/|$)/.test(imported.target))
        return "that is for app/"
      if (/^commands(\.ts|\/)/.test(from.file) && imported.target === "nodemailer") return "enqueue a job"
      if (/^queries(\.ts|\/)/.test(from.file) && imported.names.includes("write")) return "queries only read"
      return null
    }),
  ).toEqual([])
})

it("browser code takes only types, schema, rules and actions of a module, and nothing of the server", () => {
  expect(
    broken((source, imported, _from, to) => {
      if (!/^\s*["']use client["']/.test(source.text) || imported.typeOnly || !imported.ours) return null
      if (to.layer === "access" || to.layer === "ports") return "the server decides"
      if (imported.target === "lib/platform/db.ts" || imported.target === "lib/platform/env.ts")
        return "secrets stay on the server"
      if (imported.target.startsWith("generated/") && imported.target !== GENERATED_ENUMS) return "types only"
      return to.layer === "module" && !/^(types|schema|rules|actions)(\.ts|\/)/.test(to.file)
        ? "give it the data as props"
        : null
    }),
  ).toEqual([])
})

it("only lib/platform/db.ts imports the database client", () => {
  const clients = ["pg", "@prisma/client", "@prisma/adapter-pg", "generated/prisma/client.ts"]
  expect(
    broken((source, imported) =>
      clients.includes(imported.target) && !imported.typeOnly && source.path !== "lib/platform/db.ts"
        ? "use read() and write() of lib/access/door.ts"
        : null,
    ),
  ).toEqual([])
})

it("only lib/access opens a transaction or a statement: everybody else comes by the door", () => {
  const open = /^(transaction|statement)\b/
  expect(
    broken((_source, imported, from) =>
      imported.target === "lib/platform/db.ts" &&
      from.layer !== "access" &&
      imported.names.some((name) => open.test(name) || name.startsWith("*"))
        ? "use read() and write() of lib/access/door.ts"
        : null,
    ),
  ).toEqual([])
})

function cycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const visit = (module: string, path: readonly string[]): string | null => {
    if (path.includes(module)) return [...path.slice(path.indexOf(module)), module].join(" → ")
    for (const next of edges.get(module) ?? []) {
      const found = visit(next, [...path, module])
      if (found) return found
    }
    return null
  }
  for (const module of edges.keys()) {
    const found = visit(module, [])
    if (found) return found
  }
  return null
}
