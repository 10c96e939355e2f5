import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { connect } from "../../support/logins.ts"
import { enterOwnPlace } from "../../support/places.ts"
import { codeOf } from "../../support/portal.ts"

// A convention is drawn by the worker, and a person adds her proof first.
test.describe.configure({ timeout: 180_000 })

async function query(text: string, values: unknown[]): Promise<Record<string, string>[]> {
  const owner = await connect("migration")
  try {
    return (await owner.query<Record<string, string>>(text, values)).rows
  } finally {
    await owner.end()
  }
}

/** A convention that waits for this member's élue, written by the worker from what was approved. */
async function conventionToSign(path: string): Promise<string> {
  const publicId = path.split("/").at(-1)
  await query(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     select c.id, r."personneId", 'Maire d''essai', 'Maire', current_date - 90, 'Élection', r."personneId"
     from collectivite c join rattachement r on r."collectiviteId" = c.id and r.role = 'elu' where c."publicId" = $1`,
    [publicId],
  )
  const [asked] = await query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId",
       "decideParId", "decideLe", "prixUnitaire", periodicite, "categorieTva", "tauxTva", unite)
     select c.id, s.id, 'approuvee', 2, current_date + 30, 'Mairie', 'mairie@demo.invalid', r."personneId", r."personneId", now(), 14, 'mois', 'S', 20, 'poste'
     from service s, collectivite c join rattachement r on r."collectiviteId" = c.id and r.role = 'elu'
     where c."publicId" = $1 and s.slug = 'pack-cyber' returning id`,
    [publicId],
  )
  let acte = ""
  await expect
    .poll(
      async () => {
        const [row] = await query(`select id from acte where "objetId" = $1 and etat = 'a_signer'`, [asked?.id])
        acte = row?.id ?? ""
        return acte
      },
      { timeout: 60_000, message: "the worker draws the convention" },
    )
    .not.toBe("")
  return acte
}

/** What she proved in this session was so many minutes ago. */
const provedAgo = (path: string, minutes: number) =>
  query(
    `update session set "facteurConfirmeLe" = now() - make_interval(mins => $2::int) where "personneId" in (select r."personneId"
       from rattachement r join collectivite c on c.id = r."collectiviteId" where c."publicId" = $1 and r.origine = 'essai')`,
    [path.split("/").at(-1), minutes],
  )

async function addTelephone(page: Page): Promise<string> {
  await page.goto("/moi/securite")
  await page.getByRole("button", { name: "Ajouter un code à usage unique" }).click()
  await expect(page.getByRole("heading", { name: "Ajouter un code à usage unique" })).toBeVisible()
  const secret = ((await page.locator("code").textContent()) ?? "").replace(/\s/g, "")
  await page.getByLabel("Le code que votre téléphone affiche").fill(codeOf(secret))
  await page.getByRole("button", { name: "Ajouter ce téléphone" }).click()
  await page.waitForURL(/\/moi\/securite$/)
  return secret
}

test("an élue whose proof ended while she read is asked for it, told of an expired code, and loses nothing", async ({
  page,
  context,
}) => {
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"])
  const secret = await addTelephone(page)
  const acte = await conventionToSign(path)
  await page.goto(`${path}/actes/${acte}`)
  const form = page.getByRole("form", { name: "À vous de signer" })
  const accord = form.getByRole("checkbox", { name: "J’ai lu ce document et je l’accepte." })
  await accord.check()
  await provedAgo(path, 16)
  await form.getByRole("button", { name: "Signer au nom de la collectivité" }).click()
  await expect(form.getByRole("alert").getByText("Confirmez d'abord que c'est bien vous")).toBeVisible()
  await expect(accord).toBeChecked()
  await expectAccessible(page)
  await expectReflow(page)

  const opened = context.waitForEvent("page")
  await form.getByRole("link", { name: "Confirmer que c’est moi (nouvel onglet)" }).click()
  const other = await opened
  const code = other.getByLabel("Le code que votre téléphone affiche")
  await code.fill(codeOf(secret, -5))
  await other.getByRole("button", { name: "Confirmer", exact: true }).click()
  await expect(other.getByRole("alert").getByText("Ce code a expiré")).toBeVisible()
  await expect(code).toHaveAccessibleDescription(/Ce code a expiré/)
  await expectAccessible(other)
  await expectReflow(other)
  await code.fill(codeOf(secret, 1))
  await other.getByRole("button", { name: "Confirmer", exact: true }).click()
  await other.waitForURL((url) => url.pathname === `${path}/actes/${acte}`)
  await other.close()

  await form.getByRole("button", { name: "Signer au nom de la collectivité" }).click()
  await expect(page.getByText("à contresigner", { exact: true }).first()).toBeVisible()
  const [signed] = await query(`select preuve ->> 'facteur' as facteur from signature where "acteId" = $1`, [acte])
  expect(signed?.facteur).toBe("code à usage unique")
})

test("a key's question that expired is said so, and asked again", async ({ page, context }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send("WebAuthn.enable")
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"])
  await page.goto("/moi/securite")
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click()
  await expect(page.getByRole("button", { name: "Retirer Clé d'accès" })).toBeVisible()
  await provedAgo(path, 16)

  // Her device answers when it is told to.
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials)
    // Names of this test's own on the page's window, which no type of the browser knows.
    const gate = window as unknown as { answer?: () => void; asked?: boolean }
    navigator.credentials.get = async (options) => {
      gate.asked = true
      await new Promise<void>((resolve) => {
        gate.answer = resolve
      })
      return get(options)
    }
  })
  const answer = async (before: () => Promise<unknown>) => {
    await page.getByRole("button", { name: "Confirmer avec ma clé d’accès" }).click()
    // The same names, read and answered from outside.
    await page.waitForFunction(() => (window as unknown as { asked?: boolean }).asked)
    await before()
    await page.evaluate(() => {
      // The same again: a function of the page shares nothing with this file.
      const gate = window as unknown as { answer?: () => void; asked?: boolean }
      gate.asked = false
      gate.answer?.()
    })
  }
  await page.goto(`/moi/confirmer?retour=${path}/documents`)
  await answer(() =>
    query(
      `update defi set "expireLe" = now() - interval '1 second' where "personneId" in (select r."personneId"
         from rattachement r join collectivite c on c.id = r."collectiviteId" where c."publicId" = $1)`,
      [path.split("/").at(-1)],
    ),
  )
  await expect(page.getByRole("alert").getByText("La demande a expiré. Recommencez.")).toBeVisible()
  await expectAccessible(page)
  await answer(() => Promise.resolve())
  await page.waitForURL((url) => url.pathname === `${path}/documents`)
})
