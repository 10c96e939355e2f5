import { expect, it } from "vitest"
import { RIGHTS } from "@/lib/access/rights.ts"
import { code, type Source, sources } from "../support/sources.ts"

const server = sources("app/**/*", "components/**/*", "lib/**/*")

/** Arguments of each call of this function, up to the third comma: enough to see which right it names. */
const calls = (source: Source, name: string): string[] =>
  [...code(source.text).matchAll(new RegExp(`(?<![.\\w])${name}(?:<[^>]*>)?\\(([^;]{0,200})`, "g"))].map((found) =>
    String(found[1]),
  )

const importsFrom = (source: Source, target: string, name: string): boolean =>
  source.imports.some((imported) => imported.target === target && imported.names.includes(name))

it("every write names a right of the one table, in so many letters", () => {
  const writers = server.filter((source) => importsFrom(source, "lib/access/door.ts", "write"))
  const odd = writers.flatMap((source) =>
    calls(source, "write")
      .filter((args) => !Object.keys(RIGHTS).includes(args.match(/^\s*(?:[^,()]|\([^()]*\))+,\s*"([^"]+)"/)?.[1] ?? ""))
      .map((args) => `${source.path}: write(${args.slice(0, 60)}`),
  )
  expect(odd).toEqual([])
})

it("every module that writes leaves traces in the journal", () => {
  const moduleOf = (path: string) => path.split("/").slice(0, 2).join("/")
  const writers = server
    .filter((source) => importsFrom(source, "lib/access/door.ts", "write"))
    .map(({ path }) => moduleOf(path))
  const traced = server.filter(({ text }) => /\.journal\(/.test(text)).map(({ path }) => moduleOf(path))
  expect([...new Set(writers)].filter((module) => !traced.includes(module))).toEqual([])
})

it("every page of a member asks for the member's context, every page of the desk for the agent's", () => {
  const missing = sources("app/c/**/*", "app/gestion/**/*", "app/moi/**/*").filter((source) => {
    if (!/\/(page|route)\.tsx?$/.test(source.path)) return false
    if (source.path.startsWith("app/c/")) return !/\bmembreContext\(/.test(source.text)
    if (source.path.startsWith("app/gestion/")) return !/\bagentContext\(/.test(source.text)
    return !/\b(personneContext|allMembreContext|membreContext|readerContext|currentVisitor)\(/.test(source.text)
  })
  expect(missing.map(({ path }) => path)).toEqual([])
})

/** Routes that answer without knowing who asks, and why they may. */
const PUBLIC_ROUTES: Record<string, string> = {
  "app/api/agenda/[jeton]/route.ts":
    "a calendar program, which signs in nowhere: the signature of its address is judged",
  "app/api/auth/[...nextauth]/route.ts": "where one signs in",
  "app/api/carte/travailleur/route.ts": "a script of the map library: no datum in it",
  "app/api/communes/route.ts": "the public register, for completion",
  "app/api/desabonnement/route.ts": "a mail program, which signs in nowhere: the signature of its link is judged",
  "app/api/health/route.ts": "for the supervision: no datum in it",
  "app/api/operateur/logo/route.ts": "the operator's logo",
}

it("every route asks who calls, except those known to be public", () => {
  const open = sources("app/api/**/*")
    .filter(
      ({ path, text }) =>
        path.endsWith("route.ts") &&
        !/\b(membreContext|agentContext|personneContext|allMembreContext|documentContext|currentVisitor)\(/.test(text),
    )
    .map(({ path }) => path)
  expect(open.filter((path) => !(path in PUBLIC_ROUTES))).toEqual([])
})

/** Exports of the desk that hold nobody's data. */
const PUBLISHED = ["app/gestion/catalogue/versions/[numero]/export/route.ts"]

it("every export of the desk stays known: who took which list", () => {
  const silent = sources("app/gestion/**/export/route.ts").filter(
    ({ text }) => !/\bexportSheet\(|from "@\/lib\/\w+\/commands\/export[^"]*"/.test(text),
  )
  expect(silent.map(({ path }) => path).filter((path) => !PUBLISHED.includes(path))).toEqual([])
})

it("a page opens the door once", () => {
  const often = sources("app/**/*").filter(
    (source) => source.path.endsWith("page.tsx") && calls(source, "read").length > 1,
  )
  expect(often.map(({ path }) => path)).toEqual([])
})

it("tenant data never enters a cache that row-level security does not guard", () => {
  const caches =
    /["']use cache|unstable_cache|cacheLife|cacheTag|revalidateTag|force-static|export const revalidate\b|next:\s*\{\s*revalidate/
  expect(server.filter(({ text }) => caches.test(code(text))).map(({ path }) => path)).toEqual([])
})

/** What a module keeps between two requests, and why it is no tenant's. */
const STATE: Record<string, string> = {
  "lib/outils/commands/provider.ts": "the OpenID provider with its keys: tenants are read at each question",
  "app/brand.ts": "the operator's name and colour, some seconds",
  "lib/ports/storage.ts": "where documents are: a folder, or the connections to a bucket",
  "lib/platform/env.ts": "the environment, parsed once",
  "lib/platform/db.ts": "one pool a login",
  "lib/platform/pdf/fonts.ts": "fonts, cut and parsed once a thread",
}

it("no module keeps state between two requests, except what is known to be no tenant's", () => {
  const state =
    /^(export )?(let |var |const \w+(: [^=]+)? = (new (Map|Set|WeakMap|Array)(<[^(]*>)?\(\)|\[\]|\{\})(;|$)|const \w+ = globalThis)/m
  const keeping = server.filter(({ text }) => state.test(code(text)) && !/^\s*["']use client["']/.test(text))
  expect(keeping.map(({ path }) => path).filter((path) => !(path in STATE))).toEqual([])
})
