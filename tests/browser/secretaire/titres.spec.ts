import { randomInt } from "node:crypto"
import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { insertTitre } from "../../support/issued-titres.ts"
import { connect } from "../../support/logins.ts"
import { enterOwnPlace } from "../../support/places.ts"

test("a secrétaire reads what is due, how it was found and where to pay it, asks about a line, and follows her account", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  const { path } = await enterOwnPlace(context, "commune", ["secretaire"])
  const owner = await connect("migration")
  const { rows } = await owner.query<{ id: string }>(`select id from collectivite where "publicId" = $1`, [
    path.split("/").at(-1),
  ])
  const numero = randomInt(1_000_000, 9_000_000)
  await insertTitre(owner, {
    collectiviteId: String(rows[0]?.id),
    numero,
    montant: 16_480n,
    exercice: 2029,
    dateEmission: "2026-03-01",
    echeance: "2029-04-30",
  })
  await owner.end()

  await page.goto(`${path}/titres`)
  await expect(page.getByText("164,80 €").first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: `2029-COT-${numero}` }).click()
  await expect(page.getByRole("heading", { name: "Payer ce titre" })).toBeVisible()
  await expect(page.getByText("1 648 habitants × 0,10 €")).toBeVisible()
  await expect(page.getByRole("definition").filter({ hasText: `2029-COT-${numero}` })).toBeVisible()
  await expect(page.getByRole("definition").filter({ hasText: "IBAN" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("button", { name: "Envoyer la question" }).click()
  await expect(page.getByText("Écrivez votre question.").first()).toBeVisible()
  await page.getByLabel("Sur quoi porte votre question").selectOption({ label: "Ligne 1 : Cotisation" })
  await page.getByRole("textbox", { name: "Votre question" }).fill("Quelle population avez-vous prise ?")
  await page.getByRole("button", { name: "Envoyer la question" }).click()
  await expect(page.getByText("Votre question est partie.")).toBeVisible()
  await expect(page.getByText("Quelle population avez-vous prise ?").first()).toBeVisible()

  await page.goto(`${path}/titres/compte`)
  await expect(page.getByRole("row", { name: new RegExp(`Titre émis.*2029-COT-${numero}`) })).toContainText("164,80")
  await expectAccessible(page)
  await expectReflow(page)
})
