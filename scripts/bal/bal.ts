import { basename } from "node:path"
import { loadValidator } from "../../lib/bal/jobs/validator.ts"
import { balArguments, typedPath } from "./arguments.ts"
import { type Jugement, judgeFile, type Verdict } from "./verdict.ts"

const AIDE = `Usage : npm run -s bal -- FICHIER.csv [--json] [--profil 1.3|1.4|1.5…] [--controle-ban]
Statut : 0 fichier accepté, 1 refusé, 2 illisible.`

const REFUSED = 1
const UNREADABLE = 2

/** The verdict of one file: words for a person, or one JSON object. Only the verdict goes to the standard output. */
export async function bal(args: string[]): Promise<number> {
  const asked = parse(args)
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\n`)
    return UNREADABLE
  }
  const { fichier, json, profil, controleBan } = asked
  const jugement = await judgeFile(typedPath(fichier), { profil, controleBan })
  await print(json ? `${JSON.stringify(asJson(basename(fichier), jugement))}\n` : inWords(basename(fichier), jugement))
  if (!jugement.lisible) {
    process.stderr.write(`${fichier} ne peut pas être lu : ${jugement.message}.\n`)
    return UNREADABLE
  }
  return jugement.verdict.valide ? 0 : REFUSED
}

function parse(args: string[]) {
  try {
    const { fichiers, aide, profil, ...rest } = balArguments(args)
    const [fichier] = fichiers
    if (aide || !fichier || fichiers.length > 1) return AIDE
    const known = profil === undefined ? [] : Object.keys(loadValidator().profiles)
    if (profil !== undefined && !known.includes(profil)) {
      return `Profil inconnu « ${profil} ». Il y a : ${known.join(", ")}.`
    }
    return { fichier, profil, ...rest }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${AIDE}`
  }
}

const asJson = (fichier: string, jugement: Jugement) =>
  jugement.lisible
    ? { fichier, lisible: true, ...jugement.verdict }
    : {
        fichier,
        lisible: false,
        profil: null,
        valide: false,
        lignes: 0,
        erreurs: jugement.erreurs,
        indice: null,
        message: jugement.message,
      }

function inWords(fichier: string, jugement: Jugement): string {
  return jugement.lisible ? `${lines(fichier, jugement.verdict).join("\n")}\n` : ""
}

function lines(fichier: string, verdict: Verdict): string[] {
  const counts = new Map<string, number>()
  for (const { code, gravite } of verdict.erreurs) {
    const key = `${gravite}  ${code}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rank = (key: string) => "EWI".indexOf(key.charAt(0))
  return [
    `${fichier} : ${verdict.valide ? "accepté" : "refusé"} (profil ${verdict.profil})`,
    `${verdict.lignes} lignes, dont ${verdict.lignesValides} valides ; indice de qualité ${verdict.indice ?? "non calculable"}`,
    ...[...counts]
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([key, count]) => `  ${key} : ${count}`),
    ...verdict.nonVerifie.map(({ code, raison }) => `  non vérifié  ${code} : ${raison}`),
  ]
}

/** Waits for the pipe: a long verdict is not cut by the end of the process. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())))
