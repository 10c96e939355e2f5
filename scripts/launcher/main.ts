import { diffSchema } from "../database/diff.ts"
import { generateClient } from "../database/generate.ts"
import { printDatabaseUrl } from "./db-url.ts"
import { demo } from "./demo.ts"
import { Failure } from "./failure.ts"
import { run } from "./lifecycle.ts"
import { bench, captures } from "./own-portal.ts"
import { test, testLong } from "./test.ts"

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  demo: (args) => demo(args, "production"),
  dev: (args) => demo(args, "development"),
  test,
  "test:long": testLong,
  bench,
  captures,
  "db:url": printDatabaseUrl,
  "db:generate": async () => {
    await generateClient()
    return 0
  },
  "db:diff": async () => {
    process.stdout.write(`${await diffSchema()}\n`)
    return 0
  },
}

const [name = "", ...args] = process.argv.slice(2)

await run(async () => {
  const command = COMMANDS[name]
  if (!command) throw new Failure(`Commande inconnue « ${name} ». Il y a : ${Object.keys(COMMANDS).join(", ")}.`)
  return command(args)
})
