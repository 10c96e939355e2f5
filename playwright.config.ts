import { defineConfig } from "@playwright/test"
import { findChromium } from "./scripts/launcher/chromium.ts"

/** What merges communes or gives people a new place: nothing that counts them runs beside. */
const ENGAGEMENTS = "**/engagements/*.spec.ts"
/** What breaks something for everybody. */
const PANNES = "**/pannes.spec.ts"
/** Every page there is, one by one: `npm test -- pages`. The errands of `npm test` visit those that people use most. */
const PAGES = "**/every-page.spec.ts"

/** Run by `npm test`, which opens a seeded portal of its own and gives its addresses in the environment. */
export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  // One portal, one ProConnect, one mailbox for all: each test has its own people and members (tests/support/places.ts),
  // and what changes something for everybody comes once the others have ended.
  workers: 2,
  projects: [
    { name: "parcours", testIgnore: [ENGAGEMENTS, PANNES, PAGES] },
    { name: "pages", testMatch: PAGES },
    { name: "engagements", testMatch: ENGAGEMENTS, dependencies: ["parcours"] },
    { name: "pannes", testMatch: PANNES, dependencies: ["engagements"], workers: 1 },
  ],
  retries: 0,
  timeout: 60_000,
  // Two cores shared with the portal, its database and its worker.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.APP_URL,
    // What is not there within this time is not coming: a failure says so without using up its whole test.
    actionTimeout: 30_000,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    screenshot: "only-on-failure",
    // A trace costs a fifth of the time of every test: ask for it with `--trace on` when one is hard to understand.
    trace: "off",
    launchOptions: {
      executablePath: findChromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
})
