import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { AccessRefused } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { listBudgets } from "@/lib/indicateurs/queries/budgets.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { listQuestions, type QuestionRow } from "@/lib/reglements/queries/questions.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION ?? "" })
const SOMEBODY = "0192a000-0000-7000-8000-00000000000a"
const staff = agent({ personneId: SOMEBODY })
const COLUMNS: readonly SheetColumn<QuestionRow>[] = [{ name: "Collectivité", kind: "text", of: ({ nom }) => nom }]

beforeAll(() => owner.connect())
afterAll(() => owner.end())

const traces = async () =>
  (await owner.query(`select objet, apres, "personneId" from journal where evenement = 'liste.exported' order by id`))
    .rows

it("a list leaves as a file, and the journal keeps who took it, as it was filtered, and how many lines", async () => {
  const answer = await exportSheet(staff, {
    ...{ objet: "questions", filtre: { montre: "attente" }, format: "csv", nom: "questions", columns: COLUMNS },
    rows: (tx, limit) => listQuestions(tx, { montre: "attente", page: 1 }, limit),
  })
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="questions.csv"')
  expect((await answer.text()).trim().split("\r\n")).toHaveLength(1)
  await exportSheet(staff, { objet: "budgets", format: "xlsx", nom: "budgets", columns: [], rows: listBudgets })
  expect(await traces()).toMatchObject([
    { objet: "questions", apres: { montre: "attente", format: "csv", lignes: 0 }, personneId: staff.who.personneId },
    { objet: "budgets", apres: { format: "xlsx" } },
  ])
})

it("nobody but the staff takes one, and nothing is kept of what was refused", async () => {
  const before = await traces()
  // No page of a member asks, and types forbid it: the door refuses her all the same.
  const stranger = membre({ personneId: SOMEBODY }, "0192a000-0000-7000-8000-000000000001") as never
  await expect(
    exportSheet(stranger, { objet: "budgets", format: "csv", nom: "budgets", columns: [], rows: listBudgets }),
  ).rejects.toBeInstanceOf(AccessRefused)
  expect(await traces()).toEqual(before)
})
