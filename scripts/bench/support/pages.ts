import pg from "pg"
import { openSession } from "@/tests/support/sessions.ts"

export type Page = { name: string; path: string; cookie: string }

const SECRETAIRE = "secretaire.breteuil@demo.invalid"
const MAIRE = "maire.breteuil@demo.invalid"
const GESTIONNAIRE = "gestionnaire@demo.invalid"
const BRETEUIL = "27112"

/** The pages that are measured, as the people who open them see them; `vide` first. */
export async function measuredPages(): Promise<Page[]> {
  const [secretaire, maire, gestionnaire] = [
    await openSession(SECRETAIRE),
    await openSession(MAIRE),
    await openSession(GESTIONNAIRE),
  ]
  const commune = await publicId(BRETEUIL)
  return [
    { name: "vide", path: "/vide", cookie: "" },
    { name: "vide_liste", path: "/vide/liste", cookie: "" },
    { name: "accueil_secretaire", path: `/c/${commune}`, cookie: secretaire },
    { name: "tableau_elu", path: `/c/${commune}/tableau-de-bord`, cookie: maire },
    { name: "collectivites", path: "/gestion/collectivites", cookie: gestionnaire },
    { name: "collectivite_fiche", path: `/gestion/collectivites/${commune}`, cookie: gestionnaire },
  ]
}

/** Answers in JSON: the completion of the simulator, and the least that one costs. */
export const measuredData = (): Page[] => [
  { name: "vide_json", path: "/vide/donnees", cookie: "" },
  { name: "communes_json", path: "/api/communes?q=breteuil", cookie: "" },
]

/** Pages without chart or live table beyond those: only their weight is looked at. */
export async function lightPages(): Promise<Page[]> {
  const secretaire = await openSession(SECRETAIRE)
  const commune = await publicId(BRETEUIL)
  return [
    { name: "accueil", path: "/", cookie: "" },
    { name: "connexion", path: "/connexion", cookie: "" },
    { name: "services", path: `/c/${commune}/services`, cookie: secretaire },
    { name: "souscriptions", path: `/c/${commune}/souscriptions`, cookie: secretaire },
    { name: "titres", path: `/c/${commune}/titres`, cookie: secretaire },
  ]
}

export const address = (page: Page): string => `${process.env.APP_URL}${page.path}`

/** The whole page; a page that does not answer 200 is no figure. */
export async function load(page: Page): Promise<string> {
  const response = await fetch(address(page), { headers: { cookie: page.cookie }, redirect: "manual" })
  const body = await response.text()
  if (response.status !== 200) throw new Error(`${page.name} (${page.path}) answers ${response.status}`)
  return body
}

async function publicId(codeInsee: string): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL_AGENT })
  await client.connect()
  try {
    const { rows } = await client.query<{ publicId: string }>(
      `select "publicId" from collectivite where "codeInsee" = $1`,
      [codeInsee],
    )
    return String(rows[0]?.publicId)
  } finally {
    await client.end()
  }
}
