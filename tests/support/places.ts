import { randomUUID } from "node:crypto"
import type { BrowserContext, Page } from "@playwright/test"
import { demoIdentities } from "@/prisma/seed/identities.ts"
import { connect } from "./logins.ts"
import { openSession } from "./sessions.ts"

type Kind = "commune" | "epci" | "syndicat"
type Role = "secretaire" | "elu" | "administrateur"
export type Place = { nom: string; path: string }

/** The three kinds of member that walk each path; "Département" is one alone, and billed as an EPCI is. */
export const KINDS = [
  ["commune", "a commune"],
  ["epci", "an EPCI"],
  ["syndicat", "a syndicat"],
] as const satisfies readonly (readonly [Kind, string])[]

/**
 * A member of this kind that no other test touches and that asked for nothing yet, and in this browser somebody new who
 * is attached to it. What one errand does is then seen by no other, in whatever order or beside which they run.
 */
export async function enterOwnPlace(
  context: BrowserContext,
  kind: Kind,
  roles: readonly Role[],
  options: { factor?: boolean } = {},
): Promise<Place> {
  const courriel = `essai.${randomUUID()}@demo.invalid`
  const owner = await connect("migration")
  try {
    await owner.query("begin")
    // One at a time: a choice begun before another's end would not see it, and two tests would share a member.
    await owner.query("select pg_advisory_xact_lock(hashtext('places d''essai'))")
    const { rows } = await owner.query<{ id: string; publicId: string; nom: string }>(
      `select c.id, c."publicId", c.nom from collectivite c join adhesion a on a."collectiviteId" = c.id
         and a.statut = 'adherent' and a.jusqua is null
       where c.type = $1::text::collectivite_type and not exists (select from rattachement r where r."collectiviteId" = c.id)
         and not exists (select from souscription s where s."collectiviteId" = c.id and s.etat in ('a_approuver', 'approuvee'))
       order by c."nomPlie" limit 1`,
      [kind],
    )
    const [found] = rows
    if (!found) throw new Error(`no ${kind} is left for this test`)
    await owner.query(
      `with nouvelle as (insert into personne (nom, courriel) values ('Personne d''essai', $1) returning id)
       insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
       select $2, nouvelle.id, role, 'Essai', '2026-01-01', 'essai' from nouvelle, unnest($3::text[]::rattachement_role[]) role`,
      [courriel, found.id, roles],
    )
    await owner.query("commit")
    await enterWith(context, await openSession(courriel, options))
    return { nom: found.nom, path: `/c/${found.publicId}` }
  } finally {
    await owner.end()
  }
}

/** The browser of one of the demonstration's people, by her key. */
export async function enterAs(context: BrowserContext, key: string, options: { factor?: boolean } = {}): Promise<void> {
  const identity = demoIdentities.find((one) => one.key === key)
  if (!identity) throw new Error(`no demo identity is ${key}`)
  await enterWith(context, await openSession(identity.email, options))
}

/** The same by what the list of identities calls her, on this page: where sign-in itself is not what is tested. */
export async function enterAt(page: Page, label: string, path = "/moi/arrivee"): Promise<void> {
  const identity = demoIdentities.find((one) => one.label === label)
  if (!identity) throw new Error(`no demo identity is called ${label}`)
  await enterAs(page.context(), identity.key)
  await page.goto(path)
}

/** The browser of whoever this cookie is. */
export async function enterWith(context: BrowserContext, cookie: string): Promise<void> {
  const [name = "", value = ""] = cookie.split("=")
  await context.addCookies([{ name, value, url: process.env.APP_URL ?? "http://localhost:3000" }])
}
