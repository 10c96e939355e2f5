import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import iconv from "iconv-lite"
import { afterAll, expect, it } from "vitest"
import { csvBal, DEFAUTS, fichierFautif, fichierSain } from "../../support/bal.ts"
import { ROOT } from "../../support/sources.ts"

const folder = mkdtempSync(join(tmpdir(), "bal-commande-"))
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/start.mjs", ...args], { cwd: ROOT })
    const said = { out: "", err: "" }
    child.stdout.on("data", (chunk) => {
      said.out += chunk
    })
    child.stderr.on("data", (chunk) => {
      said.err += chunk
    })
    child.on("close", (status) => resolve({ status: status ?? -1, ...said }))
  })
}

it("prints one JSON object with the lines of the file, and answers 1 for a refused file", async () => {
  const lignes = fichierSain(60)
  lignes[3] = {
    ...(lignes[3] as (typeof lignes)[number]),
    lieudit_complement_nom: "Le Haut\nle Bas",
    date_der_maj: "45400",
  }
  DEFAUTS.doublon?.change(lignes, 10)
  const { status, out, err } = await run("bal", written("refuse.csv", csvBal(lignes)), "--json")
  const verdict = JSON.parse(out)
  expect({ status, err }).toEqual({ status: 1, err: "" })
  expect(verdict).toMatchObject({ fichier: "refuse.csv", profil: "1.3", valide: false, lignes: 61 })
  expect(verdict.erreurs).toContainEqual({ code: "date_der_maj.date_invalide", ligne: 5, gravite: "E" })
  // The quoted line end above moves what follows by one line.
  expect(verdict.erreurs).toContainEqual({ code: "portail.doublon.adresse", ligne: 13, gravite: "W" })
  expect(verdict.erreurs).toContainEqual({ code: "field.uid_adresse.missing", ligne: null, gravite: "I" })
}, 60_000)

it("answers 0 for an accepted file, in the profile that is asked for", async () => {
  const path = written("accepte.csv", csvBal(fichierSain(40)))
  const { status, out } = await run("bal", path, "--json", "--profil", "1.4")
  expect(JSON.parse(out)).toMatchObject({ profil: "1.4", valide: true, indice: 100 })
  expect(status).toBe(0)
}, 60_000)

it.each([
  ["an archive", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...Array(200).fill(0)])],
  ["an empty file", Buffer.alloc(0)],
])(
  "answers 2 for %s",
  async (_name, bytes) => {
    const { status, out, err } = await run("bal", written("illisible.csv", bytes), "--json")
    expect(JSON.parse(out)).toMatchObject({ lisible: false, valide: false })
    expect(err).toContain("ne peut pas être lu")
    expect(status).toBe(2)
  },
  60_000,
)

it("agrees with the validator alone, file by file, whatever the encoding, the separator and the line ends", async () => {
  const place = join(folder, "comparer")
  mkdirSync(place)
  const text = csvBal(fichierFautif(200, 7))
  writeFileSync(join(place, "utf8.csv"), text)
  writeFileSync(join(place, "windows.csv"), iconv.encode(csvBal(fichierFautif(80, 5), { fin: "\r\n" }), "win1252"))
  writeFileSync(join(place, "virgules.csv"), `\ufeff${csvBal(fichierSain(30), { separateur: "," })}`)
  // Two programs wrote it, one after the other.
  const mixed = csvBal(fichierFautif(60, 5)).split("\n")
  const [first, second] = [mixed.slice(0, 30), mixed.slice(30)].map((lines) => lines.join("\n"))
  writeFileSync(
    join(place, "melange.csv"),
    Buffer.concat([Buffer.from(`${first}\n`), iconv.encode(String(second), "win1252")]),
  )
  writeFileSync(join(place, "entete.csv"), csvBal([]))
  writeFileSync(join(place, "illisible.csv"), Buffer.from([0x50, 0x4b, 3, 4, ...Array(100).fill(0)]))
  const { status, out } = await run("bal:comparer", place)
  expect(out).toContain("6 fichier(s) comparé(s), 0 avec différences")
  expect(status).toBe(0)
}, 300_000)
