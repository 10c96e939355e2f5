import { type BrowserContext, expect, type Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"

/** What the browser tests share: signing in and reading the local mailbox. */

const required = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name}: the browser tests are run by npm test, which opens a portal for them`)
  return value
}

export const identityProvider = (): string => new URL(required("OIDC_ISSUER")).origin
export const mailbox = (): string => required("MAILBOX_URL")

/** By ProConnect's stand-in, as a person would: she ends where the portal sends her. */
export async function signIn(page: Page, label: string, from = "/connexion"): Promise<void> {
  await page.goto(from)
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  // The button also holds the address: the label alone must start it, since "Gestionnaire" starts no other.
  await page.getByRole("button", { name: new RegExp(`^${label}\\s`) }).click()
  await page.waitForURL((url) => url.origin === new URL(required("APP_URL")).origin)
}

export type Mail = { id: string; subject: string; text: string; messageId: string; receivedAt: string }

/** The newest mail to this address after `since`, of this subject when others may come too; waits for the worker. */
export async function waitForMail(context: BrowserContext, to: string, since: Date, subject = ""): Promise<Mail> {
  let found: Mail | undefined
  await expect
    .poll(
      async () => {
        const mails: Mail[] = await (
          await context.request.get(`${mailbox()}/api/messages?to=${encodeURIComponent(to)}`)
        ).json()
        found = mails.find((mail) => new Date(mail.receivedAt) >= since && mail.subject.includes(subject))
        return found !== undefined
      },
      { timeout: 20_000, message: `a mail to ${to}` },
    )
    .toBe(true)
  if (!found) throw new Error(`no mail to ${to}`)
  return found
}

export const linkIn = (mail: Mail): string => {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0]
  if (!link) throw new Error(`no link in: ${mail.text}`)
  return link
}

/** What a telephone shows; `ahead` steps of thirty seconds later, since a code never serves twice. */
export const codeOf = (base32: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(base32.replace(/\s/g, "")) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  })
