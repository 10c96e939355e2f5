/** Apart from what writes them: a browser knows the words, not the library. */
export const SHEET_FORMATS = ["csv", "xlsx"] as const
export type SheetFormat = (typeof SHEET_FORMATS)[number]
