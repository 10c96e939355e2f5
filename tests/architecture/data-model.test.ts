import { expect, it } from "vitest"
import { DIAGRAM_FILE, drawDataModel } from "@/scripts/diagram.ts"
import { fileText } from "../support/sources.ts"

it("the drawn data model is that of the schema: run npx tsx scripts/diagram.ts", () => {
  expect(fileText(DIAGRAM_FILE)).toBe(drawDataModel())
})
