import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"
import { findClamd } from "../local/clamd.ts"
import { Failure } from "./failure.ts"

/** The one without windows first: the same engine, a fifth faster over all the errands. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

/** The machine's own Chromium, else the one that Playwright downloaded. */
export function findChromium(): string {
  const chosen = process.env.CHROMIUM_PATH
  const found = chosen ? [chosen] : [...NAMES.map(which), chromium.executablePath()]
  const path = found.find((candidate) => candidate !== null && existsSync(candidate))
  if (path) return path
  throw new Failure(
    "Chromium manque : « apt-get install chromium-headless-shell » (Debian) ou « npx playwright install chromium ».",
  )
}

/** Documents are read back by `pdftotext` and looked at by `pdftoppm`. */
export function assertPoppler(): void {
  if (which("pdftotext")) return
  throw new Failure("pdftotext manque : « apt-get install poppler-utils » (Debian) ou « brew install poppler ».")
}

/** Deposited files are scanned by a real clamd, with a signature of our own. */
export function assertClamd(): void {
  if (findClamd()) return
  throw new Failure("clamd manque : « apt-get install clamav-daemon » (Debian) ou « brew install clamav ».")
}

function which(name: string): string | null {
  try {
    return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim()
  } catch {
    return null
  }
}
