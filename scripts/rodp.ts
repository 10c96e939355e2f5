import { parseArgs } from "node:util"
import { type Decimal, decimal, isDecimal, sum } from "@/lib/platform/money.ts"
import { BAREMES_PUBLIES, findBareme, missingBareme } from "@/lib/redevances/rules/bareme.ts"
import { computeRedevance, explainRedevance } from "@/lib/redevances/rules/calcul.ts"
import type { Arrondi, Assiette, Domaine, NatureTaxee } from "@/lib/redevances/types.ts"

const USAGE =
  "Usage : npm run -s rodp -- --annee 2024 [--souterrain-km 12.5] [--aerien-km 4.2] [--emprise-m2 3] [--domaine routier|non-routier] [--arrondi centime|euro] [--json]"

const QUANTITIES = { "souterrain-km": "souterrain", "aerien-km": "aerien", "emprise-m2": "emprise" } as const
const TEXT = { type: "string", multiple: true } as const
const OPTIONS = {
  annee: TEXT,
  "souterrain-km": TEXT,
  "aerien-km": TEXT,
  "emprise-m2": TEXT,
  domaine: TEXT,
  arrondi: TEXT,
  json: { type: "boolean" },
} as const
const DOMAINES: Record<string, Domaine> = { routier: "routier", "non-routier": "non_routier" }
const ARRONDIS: Record<string, Arrondi> = { centime: "centime", euro: "euro" }

class BadArgument extends Error {}

type Asked = { annee: number; assiettes: Assiette[]; arrondi: Arrondi; json: boolean }

/** What an operator owes for a year, by the published ceilings. Status 2 for arguments that cannot be read. */
export async function rodp(args: string[]): Promise<number> {
  try {
    process.stdout.write(`${answer(readArguments(args))}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error
    process.stderr.write(`${error.message}\n${USAGE}\n`)
    return 2
  }
}

function answer({ annee, assiettes, arrondi, json }: Asked): string {
  const taux = findBareme(BAREMES_PUBLIES, annee)
  if (!taux) {
    const raison = missingBareme(annee)
    return json ? JSON.stringify({ annee, total: null, raison }) : raison
  }
  const calcul = computeRedevance({ annee, assiettes, taux, arrondi })
  const { lignes, total } = calcul
  const steps = [...explainRedevance(calcul), `Plafonds ${annee} : ${taux.source}`]
  if (!json) return steps.join("\n")
  const amount = (nature: NatureTaxee) =>
    Number(sum(lignes.filter((ligne) => ligne.nature === nature).map(({ montant }) => montant)))
  return JSON.stringify({
    annee,
    souterrain: amount("souterrain"),
    aerien: amount("aerien"),
    emprise: amount("emprise"),
    total: Number(total),
    etapes: steps,
  })
}

function readArguments(args: string[]): Asked {
  const values = parsed(args)
  const domaine = chosen("domaine", once("domaine", values.domaine) ?? "routier", DOMAINES)
  const assiettes = Object.entries(QUANTITIES).map(([option, nature]): Assiette => {
    const text = once(option, values[option as keyof typeof QUANTITIES])
    return { nature, domaine, quantite: text === undefined ? decimal("0") : quantity(option, text) }
  })
  return {
    annee: year(once("annee", values.annee)),
    assiettes,
    arrondi: chosen("arrondi", once("arrondi", values.arrondi) ?? "centime", ARRONDIS),
    json: values.json ?? false,
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false }).values
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null
    const said = error instanceof Error ? (/'([^']+)'/.exec(error.message)?.[1] ?? "") : ""
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw new BadArgument(`L'option « ${said} » n'existe pas.`)
    if (code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") {
      throw new BadArgument(`« ${said} » n'est précédé d'aucune option.`)
    }
    if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
      throw new BadArgument(`La valeur de « ${said.split(" ")[0]} » manque ou n'est pas acceptée.`)
    }
    throw error
  }
}

function once(option: string, given: readonly string[] | undefined): string | undefined {
  if (given && given.length > 1) throw new BadArgument(`L'option --${option} est donnée ${given.length} fois.`)
  return given?.[0]
}

function year(text: string | undefined): number {
  if (text === undefined) throw new BadArgument("L'option --annee manque.")
  if (!/^\d{4}$/.test(text)) throw new BadArgument(`« ${text} » n'est pas une année : quatre chiffres, comme 2024.`)
  return Number(text)
}

function quantity(option: string, text: string): Decimal {
  const written = text.trim().replace(",", ".")
  if (!isDecimal(written)) {
    throw new BadArgument(
      `« ${text} » n'est pas un nombre pour --${option} : chiffres et virgule ou point, comme 12.5.`,
    )
  }
  if (written.startsWith("-")) throw new BadArgument(`--${option} ne peut pas être négatif (« ${text} »).`)
  // Beyond, amounts in cents would no longer be exact numbers in JSON.
  if (Number(written) > 1_000_000) throw new BadArgument(`--${option} ne peut pas dépasser 1 000 000 (« ${text} »).`)
  return written
}

function chosen<T>(option: string, text: string, choices: Readonly<Record<string, T>>): T {
  const value = Object.hasOwn(choices, text) ? choices[text] : undefined
  if (value === undefined) {
    throw new BadArgument(`« ${text} » n'est pas accepté pour --${option} : ${Object.keys(choices).join(" ou ")}.`)
  }
  return value
}
