import { globSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { code, codeFiles, fileText, ROOT, sources } from "../support/sources.ts"

const FOUNDATIONS = ["access", "ports", "platform"]
const PARTS = ["types", "schema", "rules", "queries", "commands", "actions", "jobs", "pdf", "mail"]
const modules = readdirSync(join(ROOT, "lib")).filter((name) => !FOUNDATIONS.includes(name))

describe.each(modules)("lib/%s", (module) => {
  it("holds the files of a module and no others", () => {
    const odd = readdirSync(join(ROOT, "lib", module)).filter(
      (name) => name !== "README.md" && !PARTS.includes(name.replace(/\.ts$/, "")),
    )
    expect(odd, "a new name is a team decision: see the README's map of a module").toEqual([])
  })

  it("says its words and invariants in a README of one screen", () => {
    expect(readdirSync(join(ROOT, "lib", module))).toContain("README.md")
    expect(fileText(`lib/${module}/README.md`).split("\n").length).toBeLessThanOrEqual(60)
  })
})

it("no file is named index, utils, helpers, common or misc", () => {
  expect(codeFiles().filter((path) => /(^|\/)(index|utils?|helpers?|common|misc)\.(ts|tsx|mjs)$/.test(path))).toEqual(
    [],
  )
})

it("files and folders are kebab-case, without accents", () => {
  const odd = codeFiles().filter((path) => !/^(app\/)?[a-z0-9[\](){}._/-]+$/.test(path))
  expect(odd).toEqual([])
})

it("a route holds the files that Next names; what else it needs is in _components", () => {
  const next =
    /^((page|route)(\.bench)?|layout|loading|error|global-error|not-found|template|default|forbidden|unauthorized)\.tsx?$/
  const root = ["app/brand.ts", "app/globals.css", "app/icon.svg"]
  const odd = globSync("app/**/*.{ts,tsx,js,mjs,css,svg,json}", { cwd: ROOT }).filter(
    (path) => !path.includes("/_components/") && !next.test(String(path.split("/").at(-1))) && !root.includes(path),
  )
  expect(odd).toEqual([])
})

it("no file of code is longer than 400 lines", () => {
  const long = codeFiles().map((path) => ({ path, lines: fileText(path).split("\n").length }))
  expect(long.filter(({ lines }) => lines > 400)).toEqual([])
})

it("half of the files are shorter than 100 lines, and one in ten at most is longer than 200", () => {
  const sizes = codeFiles().map((path) => fileText(path).split("\n").length)
  expect(sizes.filter((lines) => lines < 100).length / sizes.length).toBeGreaterThan(0.5)
  expect(sizes.filter((lines) => lines > 200).length / sizes.length).toBeLessThan(0.1)
})

it("nothing of one operator is in the code: it is data, loaded by the seed", () => {
  const named = sources("app/**/*", "components/**/*", "lib/**/*").filter(({ text }) =>
    /\bENN\b|Eure Normandie/i.test(text),
  )
  expect(named.map(({ path }) => path)).toEqual([])
})

it("figures, dates and amounts are written in one file", () => {
  const elsewhere = sources("app/**/*", "components/**/*", "lib/**/*").filter(
    ({ path, text }) =>
      path !== "lib/platform/format.ts" && /toLocale\w*String\(|Intl\.(Number|DateTime)Format/.test(text),
  )
  expect(elsewhere.map(({ path }) => path)).toEqual([])
})

it("nothing is silenced: no any, no ignored error, nothing left to do", () => {
  const silenced =
    /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|biome-ignore-all|\bTODO\b|\bFIXME\b|\.(only|skip|todo)\(/
  const found = sources("app/**/*", "components/**/*", "lib/**/*", "scripts/**/*", "tests/**/*", "prisma/**/*").filter(
    ({ path, text }) => silenced.test(code(text)) && path !== "tests/architecture/vocabulary.test.ts",
  )
  expect(found.map(({ path }) => path)).toEqual([])
})
