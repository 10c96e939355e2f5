// Pictures of the main pages of a portal that runs, for README and docs: npm run captures
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { type Browser, chromium } from "@playwright/test"
import pg from "pg"
import { openSession } from "@/tests/support/sessions.ts"
import { findChromium } from "./launcher/chromium.ts"
import { root } from "./launcher/root.ts"

const FOLDER = join(root, "docs/captures")
const WIDE = 1280
const NARROW = 375

type Capture = { name: string; path: string; as?: string; dark?: true; width?: number }

const SECRETAIRE = "secretaire.breteuil@demo.invalid"
const MAIRE = "maire.breteuil@demo.invalid"
const GESTIONNAIRE = "gestionnaire@demo.invalid"

const commune = await publicId("27112")
const captures: Capture[] = [
  { name: "accueil", path: "/" },
  { name: "simulateur", path: "/simulateur" },
  { name: "catalogue", path: "/catalogue" },
  { name: "connexion", path: "/connexion" },
  { name: "accueil-secretaire", path: `/c/${commune}`, as: SECRETAIRE },
  { name: "accueil-secretaire-telephone", path: `/c/${commune}`, as: SECRETAIRE, width: NARROW },
  { name: "services", path: `/c/${commune}/services`, as: SECRETAIRE },
  { name: "souscriptions", path: `/c/${commune}/souscriptions`, as: SECRETAIRE },
  { name: "tableau-elu", path: `/c/${commune}/tableau-de-bord`, as: MAIRE },
  { name: "tableau-elu-sombre", path: `/c/${commune}/tableau-de-bord`, as: MAIRE, dark: true },
  { name: "collectivites", path: "/gestion/collectivites", as: GESTIONNAIRE },
  { name: "collectivite", path: `/gestion/collectivites/${commune}`, as: GESTIONNAIRE },
  { name: "catalogue-gestion", path: "/gestion/catalogue", as: GESTIONNAIRE },
  { name: "campagnes", path: "/gestion/campagnes", as: GESTIONNAIRE },
]

mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] })
try {
  for (const capture of captures) await take(browser, capture)
} finally {
  await browser.close()
}

async function take(on: Browser, { name, path, as, dark, width = WIDE }: Capture): Promise<void> {
  const cookie = as ? await openSession(as) : null
  const context = await on.newContext({
    baseURL: process.env.APP_URL,
    viewport: { width, height: width === WIDE ? 800 : 812 },
    colorScheme: dark ? "dark" : "light",
    locale: "fr-FR",
    reducedMotion: "reduce",
    extraHTTPHeaders: cookie ? { cookie } : {},
  })
  const page = await context.newPage()
  const response = await page.goto(path, { waitUntil: "networkidle" })
  if (response?.status() !== 200) throw new Error(`${path} answers ${response?.status()}: no picture of ${name}`)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true })
  process.stdout.write(`docs/captures/${name}.png\n`)
  await context.close()
}

async function publicId(codeInsee: string): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL_AGENT })
  await client.connect()
  const { rows } = await client.query<{ publicId: string }>(
    `select "publicId" from collectivite where "codeInsee" = $1`,
    [codeInsee],
  )
  await client.end()
  return String(rows[0]?.publicId)
}
