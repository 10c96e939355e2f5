// The reference validator alone on one file, with nothing of the portal: what `bal:comparer` compares with. The lines are
// found by another reading than the portal's (csv-parse), so that a mistake of one shows.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { parse } from "csv-parse/sync"

const { validate } = createRequire(import.meta.url)("@ban-team/validateur-bal")
const write = process.stdout.write.bind(process.stdout)
globalThis.fetch = async () => {
  throw new Error("offline")
}
console.log = console.warn = console.error = () => {}

const [, , file, profile] = process.argv
write(JSON.stringify(await verdict(readFileSync(file))))

async function verdict(bytes) {
  const report = await validate(bytes, profile ? { profile } : {}).catch(() => null)
  if (!report?.parseOk) return { lisible: false }
  const lines = physicalLines(bytes, report)
  const wholeFile = report.profilErrors.filter(({ code }) => report.globalErrors.includes(code))
  return {
    lisible: true,
    profil: report.profile,
    valide: report.profilesValidation[report.profile].isValid,
    lignes: report.rows.length,
    erreurs: [
      ...wholeFile.map(({ code, level }) => `fichier ${level} ${code}`),
      ...report.rows.flatMap(({ line, errors }) =>
        errors.map(({ code, level }) => `${lines[line + 1]} ${level} ${code}`),
      ),
    ],
  }
}

/** Where each record begins, when csv-parse and the validator count the same records; otherwise one line a record. */
function physicalLines(bytes, { delimiter, linebreak, rows }) {
  const newline = { Unix: "\n", Windows: "\r\n", "Old Mac/BSD": "\r" }[linebreak] ?? linebreak
  const records = parse(bytes.toString("latin1"), {
    delimiter,
    record_delimiter: newline,
    bom: false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    raw: true,
  })
  if (records.length !== rows.length + 1) return rows.map((_, index) => index + 1).concat(rows.length + 1)
  const text = bytes.toString("latin1")
  let at = 0
  let line = 1
  return records.map(({ raw }) => {
    const begin = text.indexOf(raw.replace(/^[\r\n]+|[\r\n]+$/g, ""), at)
    line += ends(text.slice(at, begin))
    at = begin
    return line
  })
}

function ends(text) {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
