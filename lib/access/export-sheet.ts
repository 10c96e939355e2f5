import type { Prisma } from "@/generated/prisma/client.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"
import type { SheetFormat } from "@/lib/platform/table-format.ts"
import type { AgentContext } from "./context.ts"
import { type Tx, write } from "./door.ts"

/** Never cut: more lines than any list of the country. */
const EVERYTHING = 1_000_000

export type SheetExport<Row> = {
  /** In the journal: which list, as it was filtered. */
  objet: string
  filtre?: Prisma.InputJsonObject
  format: SheetFormat
  /** Of the file, without what says its format. */
  nom: string
  columns: readonly SheetColumn<Row>[]
  rows: (tx: Tx, limit: number) => Promise<readonly Row[]>
}

/** What a list of the desk keeps, all of its pages, as CSV or XLSX: who took it, which one and how many lines stay in the journal. */
export async function exportSheet<Row>(ctx: AgentContext, asked: SheetExport<Row>): Promise<Response> {
  const { objet, filtre = {}, format, nom, columns } = asked
  const rows = await write(ctx, "listes.export", async (tx) => {
    const found = await asked.rows(tx, EVERYTHING)
    await tx.journal("liste.exported", { objet, apres: { ...filtre, format, lignes: found.length } })
    return found
  })
  return sheetResponse(await sheetFile(format, nom, columns, rows))
}
