import { work } from "../../../lib/bal/jobs/work.ts"

// What the worker's process does with one file, alone: its time and its memory are measured from outside.
const [, , fichier = "", sortie = ""] = process.argv
console.error = () => {}
const answer = await work({
  ...{ fichier, sortie, controleBan: false, contours: [] },
  rapport: { codes: ["27112"], exceptions: {}, precedentes: null, partager: false },
})
process.exitCode = answer.ok ? 0 : 1
