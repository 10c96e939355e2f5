import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { openJudge } from "@/lib/bal/jobs/judge.ts"
import { BRETEUIL, csvBal, DEFAUTS, fichierSain } from "@/tests/support/bal.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-juge-"))
const judge = openJudge()
afterAll(() => {
  judge.close()
  rmSync(folder, { recursive: true })
})

const judged = async (name: string, content: string | Buffer) => {
  const [fichier, sortie] = [join(folder, name), join(folder, `${name}.json`)]
  writeFileSync(fichier, content)
  const answer = await judge.judge({ fichier, sortie, controleBan: false, contours: [] })
  // The part of the verdict that is compared, as scripts/bal prints it.
  const verdict = answer.ok ? (JSON.parse(readFileSync(sortie, "utf8")) as { erreurs: { code: string }[] }) : null
  return { answer, codes: new Set(verdict?.erreurs.map(({ code }) => code)) }
}

it("judges one file after another, each by what it holds alone, one that cannot be read among them", async () => {
  const faulty = fichierSain(20, BRETEUIL)
  DEFAUTS.sans_position?.change(faulty, 3)
  const first = await judged("sain.csv", csvBal(fichierSain(20, BRETEUIL)))
  expect(first.answer).toMatchObject({ ok: true, valide: true })
  expect(await judged("vide.csv", Buffer.from([0, 1, 2]))).toMatchObject({ answer: { ok: false } })
  expect((await judged("faux.csv", csvBal(faulty))).codes).not.toEqual(first.codes)
  expect(await judged("encore.csv", csvBal(fichierSain(20, BRETEUIL)))).toEqual(first)
}, 60_000)
