import { resolve } from "node:path"

/** npm runs a script from the project's folder; the person who typed a path stood elsewhere. */
export const typedPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)

export type BalArguments = { fichiers: string[]; json: boolean; profil?: string; controleBan: boolean; aide: boolean }

/** Throws a sentence on an option that is not known. */
export function balArguments(args: readonly string[]): BalArguments {
  const read: BalArguments = {
    fichiers: [],
    json: false,
    controleBan: process.env.BAL_CONTROLE_BAN === "true",
    aide: false,
  }
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ""
    if (arg === "--json") read.json = true
    else if (arg === "--controle-ban") read.controleBan = true
    else if (arg === "--aide" || arg === "--help") read.aide = true
    else if (arg === "--profil") {
      at += 1
      read.profil = args[at]
    } else if (arg.startsWith("--profil=")) read.profil = arg.slice("--profil=".length)
    else if (arg.startsWith("--")) throw new Error(`Option inconnue « ${arg} ».`)
    else read.fichiers.push(arg)
  }
  return read
}
