import { resolve } from "node:path"

/** The folder of the project, from wherever a command is called. */
export const root = resolve(import.meta.dirname, "../..")
