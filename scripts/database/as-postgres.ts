import { execFile, execFileSync } from "node:child_process"
import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { promisify } from "node:util"
import { Failure } from "../launcher/failure.ts"

type Account = { uid: number; gid: number }

const run = promisify(execFile)

/** PostgreSQL refuses to run as root: there, its programs run as the `postgres` account, made when it lacks. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  return findAccount() ?? createAccount()
}

export function makeFolder(path: string, account: Account | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (account) chownSync(path, account.uid, account.gid)
}

/** Runs initdb or pg_ctl; the error carries what the program said. */
export async function runAsPostgres(program: string, args: string[], account: Account | null): Promise<string> {
  const [command, ...rest] = commandLine(program, args, account)
  const env = { ...process.env, LC_ALL: "C", LANG: "C" }
  const { stdout } = await run(command ?? program, rest, { env, cwd: "/", maxBuffer: 1 << 24 })
  return stdout
}

function commandLine(program: string, args: string[], account: Account | null): string[] {
  if (!account) return [program, ...args]
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"]
  // A clone under /root or `mktemp -d` cannot be entered by another account: let it pass, and nothing else.
  const pass = isOpenToAll(program) && isOpenToAll(args.find((arg) => arg.startsWith("/")) ?? "/") ? [] : PASS
  return ["setpriv", ...identity, ...pass, "--", program, ...args]
}

// Without the last, access() forgets the capability of whoever is not root, and initdb does not find `postgres`.
const PASS = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"]

function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
  }
  return true
}

function findAccount(): Account | null {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }))
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return null
  }
}

function createAccount(): Account {
  try {
    execFileSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      "postgres",
    ])
  } catch {
    throw new Failure(
      "PostgreSQL refuse de tourner sous root : créez un compte « postgres », ou lancez sans être root.",
    )
  }
  const account = findAccount()
  if (!account) throw new Failure("Le compte « postgres » ne peut pas être lu (commande id).")
  return account
}
