import { z } from "zod"
import { SHEET_FORMATS } from "./table-format.ts"

/** Which file a list leaves as; anything else is a CSV. */
export const formatInput = z.object({ format: z.enum(SHEET_FORMATS).catch("csv").default("csv") })
