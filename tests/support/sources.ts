import { globSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

export const ROOT = resolve(import.meta.dirname, "../..")

export type Source = { path: string; text: string; imports: Import[] }
/** `target` is a path of the project, or the name of a package. */
export type Import = { target: string; names: string[]; typeOnly: boolean; ours: boolean }

/** Every TypeScript file of these folders, with what it imports. */
export function sources(...patterns: string[]): Source[] {
  return globSync(patterns, { cwd: ROOT })
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8")
      return { path, text, imports: importsOf(path, text) }
    })
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:([^"';]*?)\s+from\s+)?"([^"]+)"/gm
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = []
  for (const [, type, clause, specifier] of text.matchAll(IMPORT)) {
    const named = clause?.match(/\{([\s\S]*)\}/)?.[1]
    const names = (named ?? clause ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean)
    const typeOnly = type !== undefined || (named !== undefined && names.every((name) => name.startsWith("type ")))
    found.push({ ...resolved(path, String(specifier)), names, typeOnly })
  }
  for (const [, specifier] of text.matchAll(DYNAMIC)) {
    found.push({ ...resolved(path, String(specifier)), names: ["*"], typeOnly: false })
  }
  return found
}

function resolved(path: string, specifier: string): { target: string; ours: boolean } {
  if (specifier.startsWith("@/")) return { target: specifier.slice(2), ours: true }
  if (specifier.startsWith(".")) return { target: relative(ROOT, resolve(ROOT, dirname(path), specifier)), ours: true }
  return { target: specifier, ours: false }
}

/** The text without comments: rules about code are not broken by words about it. */
export const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1")

/** Files that hold code, whatever the language. */
export const codeFiles = (): string[] =>
  globSync(["{app,components,lib,scripts,tests,prisma}/**/*.{ts,tsx,mjs,css}", "*.{ts,mjs}"], { cwd: ROOT })
    .filter((path) => !path.startsWith("prisma/seed/data/") && path !== "next-env.d.ts")
    .sort()

export const fileText = (path: string): string => readFileSync(join(ROOT, path), "utf8")
