import { prepareImport } from "@/lib/imports/commands/prepare.ts"
import { prepareImportInput } from "@/lib/imports/schema.ts"
import type { agent } from "./contexts.ts"

/** What the staff's form sends. */
export const importForm = (
  genre: string,
  content: string | Uint8Array<ArrayBuffer>,
  rest: Record<string, string> = {},
) => prepareImportInput.parse({ genre, fichier: new File([content], "essai.csv", { type: "text/csv" }), ...rest })

/** The identifier of a preview; throws where the file is refused. */
export async function preview(
  by: ReturnType<typeof agent>,
  genre: string,
  content: string,
  rest: Record<string, string> = {},
): Promise<string> {
  const prepared = await prepareImport(by, importForm(genre, content, rest))
  if (!prepared.ok) throw new Error(prepared.refusal)
  return prepared.value.importId
}
