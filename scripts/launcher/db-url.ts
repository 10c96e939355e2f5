import type { Login } from "../database/provision.ts"
import { Failure } from "./failure.ts"
import { demoPlaces } from "./places.ts"
import { findRunning } from "./running.ts"

const OPTIONS: Record<string, Login> = { "--agent": "agent", "--migration": "migration", "--identite": "identite" }

/** Prints the address of the running demonstration's database, for one of its logins. */
export async function printDatabaseUrl(args: string[]): Promise<number> {
  const option = args.find((arg) => arg in OPTIONS)
  const login = (option && OPTIONS[option]) || "membre"
  const running = await findRunning(demoPlaces(args.filter((arg) => arg !== option)).folder)
  if (!running) throw new Failure("La démonstration ne tourne pas : lancez « npm run demo » dans un autre terminal.")
  process.stdout.write(`${running.urls[login]}\n`)
  return 0
}
