import { expect, it } from "vitest"
import { type Flow, writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const settings = {
  title: "Essai",
  author: "Essai",
  foot: "Essai",
  accent: "#0b5d56",
  specimen: false,
  date: new Date(0),
}
const write = async (draw: (flow: Flow) => void) => writeFlow(settings, await latinFonts(), draw)

it("every letter can be searched for, whatever a document before it used of the face", {
  timeout: 60_000,
}, async () => {
  // "é" without a bare "e": its part must not be kept without its letter.
  await write((flow) => flow.title("Délibération"))
  expect(inspectPdf(await write((flow) => flow.title("Charte de mémoire"))).text).toContain("Charte de mémoire")
})
