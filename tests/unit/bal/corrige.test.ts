import { beforeAll, describe, expect, it, vi } from "vitest"
import { analyse } from "@/lib/bal/jobs/analyse.ts"
import { boundNetwork, loadValidator } from "@/lib/bal/jobs/validator.ts"
import { type Accepted, corriger } from "@/lib/bal/rules/corrige.ts"
import { recordPlaces } from "@/lib/bal/rules/lines.ts"
import { csvBal, fichierSain } from "../../support/bal.ts"

// The validator takes seconds to load on a busy machine, and says on the console that it could not ask the platform.
beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {})
  loadValidator()
}, 60_000)

const corrected = (text: string, accepted: Accepted[]) =>
  corriger({ text, delimiter: ";", places: recordPlaces(Buffer.from(text), ";", "\n") }, accepted)
const offline = boundNetwork(false)
const judged = (text: string) => analyse(Buffer.from(text), { contours: new Map(), controleBan: offline })

const uuid = (n: number) => `3647a1f3-8909-4aee-b7a4-${String(n).padStart(12, "0")}`

/** The same rows in 1.5: identifiers instead of the key, the street under its new name. */
function format15(rows: number): string {
  const [header = "", ...lignes] = csvBal(fichierSain(rows)).trim().split("\n")
  const names = header.split(";").slice(1)
  const ids = ["id_ban_commune", "id_ban_toponyme", "id_ban_adresse"]
  return [
    [...ids, ...names.map((name) => (name === "voie_nom" ? "toponyme" : name))].join(";"),
    ...lignes.map((ligne, rang) =>
      [uuid(1), uuid(100 + Math.floor(rang / 20)), uuid(1000 + rang), ...ligne.split(";").slice(1)].join(";"),
    ),
    "",
  ].join("\n")
}

const rue: Accepted = {
  choix: "Rue du lavoir",
  proposition: {
    ...{ genre: "voie", cle: "27112/", choix: ["Rue du Lavoir", "Rue du lavoir"], certaine: true, lignes: 20 },
  },
}

describe("a file of format 1.5", () => {
  it("stays in it, valid, with the spelling that was accepted", async () => {
    const text = format15(40)
    expect((await judged(text)).report.profile).toBe("1.5")
    const after = corrected(text, [rue])
    expect(after.split("\n")[0]).toMatch(/;toponyme;/)
    expect(after.split("\n")[0]).not.toMatch(/cle_interop|voie_nom/)
    expect(after).toContain(";Rue du lavoir;")
    expect(await judged(after)).toMatchObject({ valide: true, report: { profile: "1.5" } })
  }, 30_000)
})

describe("a date", () => {
  const dates: Accepted = { choix: null, proposition: { genre: "forme", cle: "dates", lignes: 1 } }
  it.each([
    ["02/06/2025", "2025-06-02"],
    ["2025/6/2", "2025-06-02"],
    ["31/02/2025", "31/02/2025"],
    ["45400", "45400"],
  ])("written %s becomes %s: a day that does not exist is left to a person", (written, expected) => {
    const [ligne] = fichierSain(1)
    if (!ligne) throw new Error("one row")
    const after = corrected(csvBal([{ ...ligne, date_der_maj: written }]), [dates])
    expect(after).toContain(`;${expected};1`)
  })
})
