import { cookies, headers } from "next/headers"
import { SESSION_COOKIES } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import { networkOf } from "./browser.ts"
import { csrfCookieName, csrfToken } from "./csrf.ts"

/** The network address that asks. */
export const currentNetwork = async (): Promise<string> => networkOf((await headers()).get("x-forwarded-for"))

/** For a form that posts to next-auth; the proxy has set its cookie on the pages that hold one. */
export async function currentCsrfToken(): Promise<string> {
  const { APP_URL, NEXTAUTH_SECRET } = env()
  const cookie = (await cookies()).get(csrfCookieName(APP_URL.startsWith("https:")))?.value
  return csrfToken(cookie, NEXTAUTH_SECRET) ?? ""
}

export async function currentSessionToken(): Promise<string | null> {
  const jar = await cookies()
  return SESSION_COOKIES.map((name) => jar.get(name)?.value).find(Boolean) ?? null
}
