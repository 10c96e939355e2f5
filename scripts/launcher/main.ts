import { Failure } from "./failure.ts"
import { run } from "./lifecycle.ts"

type Command = (args: string[]) => Promise<number>

// Loaded when called: what only tests need (Playwright) is not asked of a production machine.
const COMMANDS: Record<string, Command> = {
  demo: async (args) => (await import("./demo.ts")).demo(args, "production"),
  dev: async (args) => (await import("./demo.ts")).demo(args, "development"),
  test: async (args) => (await import("./test.ts")).test(args),
  "test:long": async () => (await import("./test.ts")).testLong(),
  bench: async (args) => (await import("./own-portal.ts")).bench(args),
  captures: async () => (await import("./own-portal.ts")).captures(),
  bal: async (args) => (await import("../bal/bal.ts")).bal(args),
  "bal:comparer": async (args) => (await import("../bal/comparer.ts")).comparer(args),
  "scenario:adhesion": async (args) => (await import("./scenario.ts")).scenarioAdhesion(args),
  "scenario:annee": async (args) => (await import("./scenario.ts")).scenarioAnnee(args),
  build: async () => (await import("./production.ts")).build(),
  start: async () => (await import("./production.ts")).start(),
  worker: async () => (await import("./production.ts")).work(),
  rodp: async (args) => (await import("../rodp.ts")).rodp(args),
  "db:url": async (args) => (await import("./db-url.ts")).printDatabaseUrl(args),
  "db:migrate": async () => (await import("./production.ts")).migrateDatabase(),
  "db:generate": async () => {
    await (await import("../database/generate.ts")).generateClient()
    return 0
  },
  "db:diff": async () => {
    const { diffSchema } = await import("../database/diff.ts")
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
