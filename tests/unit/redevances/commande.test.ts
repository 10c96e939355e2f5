import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ROOT } from "../../support/sources.ts"

/** As `npm run -s rodp` does it, without the check of the installation. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "scripts/launcher/main.ts"), "rodp", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  })

describe("npm run -s rodp", { timeout: 60_000 }, () => {
  it("prints one JSON object in cents, with its steps", () => {
    const { status, stdout, stderr } = run(
      "--annee",
      "2024",
      "--souterrain-km",
      "12.345",
      "--aerien-km",
      "8.21",
      "--json",
    )
    expect([status, stderr]).toEqual([0, ""])
    const { etapes, ...amounts } = JSON.parse(stdout)
    expect(amounts).toEqual({ annee: 2024, souterrain: 59589, aerien: 52840, emprise: 0, total: 112429 })
    expect(etapes.length).toBeGreaterThan(3)
  })

  it("withholds the amount of a year without rates", () => {
    const { status, stdout } = run("--annee", "2023", "--souterrain-km", "5", "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ annee: 2023, total: null, raison: expect.stringContaining("2023") })
  })

  it.each([
    [["--json"], "--annee manque"],
    [["--annee", "2024", "--souterrain-km=-1"], "négatif"],
    [["--annee", "2024", "--aerien-km", "douze"], "n'est pas un nombre"],
    [["--annee", "2024", "--domaine", "fluvial"], "routier ou non-routier"],
    [["--annee", "2024", "--longueur", "3"], "n'existe pas"],
    [["--annee", "2024", "--annee", "2026"], "2 fois"],
  ])("refuses %j in French, with status 2 and nothing on the output", (args, said) => {
    const { status, stdout, stderr } = run(...args)
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toContain(said)
  })
})
