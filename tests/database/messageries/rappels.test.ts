import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { completeEtape } from "@/lib/messageries/commands/follow.ts"
import { planDates } from "@/lib/messageries/commands/prepare.ts"
import { remindLateMessageries } from "@/lib/messageries/commands/remind-late.ts"
import { datesInput } from "@/lib/messageries/schema.ts"
import type { ETAPES } from "@/lib/messageries/types.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const MESNILS = stableId("collectivite", "27198")
const SOUSCRIPTION = stableId("souscription", "27198:messagerie-nom-de-domaine")
const messagerie = stableId("messagerie", "27198")
const collectivite = stablePublicId("27198")
const SECRETAIRE = personneId("secretaire.breteuil")
const secretaire = membre({ personneId: SECRETAIRE }, MESNILS, ["secretaire"])
const staff = agent({ personneId: personneId("gestionnaire") }, "support")
/** One of the mairie, who does nothing herself here: whoever acts is not told of her own act. */
const COLLEGUE = personneId("secretaire.syndicat")

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27" })
  // The demonstration has done some of the steps: here none is.
  await owner.query(
    `alter table migration_etape disable trigger user; delete from migration_etape; alter table migration_etape enable trigger user`,
  )
  await owner.query(`update messagerie set "nomVerifieLe" = now(), "basculeLe" = null, "formationLe" = null`)
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'secretaire', 'Secrétaire', current_date - 90, 'essai'), ($1, $3, 'elu', 'Maire', current_date - 90, 'essai') on conflict do nothing`,
    [MESNILS, COLLEGUE, personneId("maire.breteuil")],
  )
})
afterAll(() => owner.end())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const told = async (genre: string) =>
  (
    await all(
      `select n.titre, n.texte, n.lien, n."personneId" as qui from notification n where n."collectiviteId" = $1 and n.genre = $2
         and (n."personneId" is null or n."personneId" = $3) order by n."creeLe"`,
      [MESNILS, genre, COLLEGUE],
    )
  ).map(({ titre, texte, lien }) => ({ titre, texte, lien }))
const done = (etape: (typeof ETAPES)[number]["code"]) => completeEtape(staff, { collectivite, messagerie, etape })

it("a step that is done is told to whoever has the next one", async () => {
  succeeded(await done("inventaire"))
  expect(await told("messagerie-etape-bureau")).toMatchObject([
    { titre: expect.stringMatching(/ : créer les boîtes$/), lien: `/gestion/souscriptions/${SOUSCRIPTION}/messagerie` },
  ])
  succeeded(await done("boites"))
  succeeded(await done("reprise"))
  expect(await told("messagerie-etape")).toMatchObject([
    {
      titre: expect.stringMatching(/ : faire suivre l'ancienne adresse$/),
      texte: expect.stringContaining("Rien ne doit se perdre"),
      lien: `/c/${collectivite}/messagerie?souscription=${SOUSCRIPTION}`,
    },
  ])
})

it("a step that nobody does is reminded of, once a week, three times, to whose it is", async () => {
  const before = (await told("messagerie-etape")).length
  await remindLateMessageries(inDays(6))
  expect(await told("messagerie-etape")).toHaveLength(before)
  for (const days of [8, 8, 16, 24, 32]) await remindLateMessageries(inDays(days))
  const after = await told("messagerie-etape")
  expect(after).toHaveLength(before + 3)
  expect(after.at(-1)?.titre).toMatch(/ : toujours à faire, faire suivre l'ancienne adresse$/)
})

it("the day of the switch is told to the team and to the staff, again when it moves, and nobody is late before it", async () => {
  const plan = async (days: number) =>
    succeeded(
      await planDates(
        secretaire,
        datesInput.parse({ collectivite, messagerie, basculeLe: addDays(today(), days), formationLe: "" }),
      ),
    )
  const switches = async (genre: string) =>
    (await told(genre)).filter(({ titre }) => titre.includes(" : bascule le ")).map(({ titre }) => titre)
  await plan(30)
  await plan(30)
  expect(await switches("messagerie-etape")).toEqual([
    expect.stringContaining(`bascule le ${formatDay(addDays(today(), 30))}`),
  ])
  await plan(40)
  expect(await switches("messagerie-etape")).toHaveLength(2)
  expect(await switches("messagerie-etape-bureau")).toHaveLength(2)

  succeeded(await done("redirection"))
  const late = async () =>
    (await told("messagerie-etape-bureau")).filter(({ titre }) => titre.endsWith(" : toujours à faire, basculer"))
      .length
  await remindLateMessageries(inDays(46))
  expect(await late()).toBe(0)
  await remindLateMessageries(inDays(48))
  expect(await late()).toBe(1)
})
