import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterOwnPlace, KINDS } from "../../support/places.ts"

/** The one service of the demonstration that has a price. */
const PACK = "pack-cyber"

for (const [kind, who] of KINDS) {
  test(`for ${who} she sees what it has, finds a service in spite of a slip, and reads what it costs`, async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000)
    const { nom, path } = await enterOwnPlace(context, kind, ["secretaire"])
    await page.goto(path)
    await expect(page.getByRole("heading", { level: 1, name: `Bonjour, voici ${nom}` })).toBeVisible()
    await expect(page.getByRole("heading", { name: "Ce qui vous attend" })).toBeVisible()
    await expect(page.getByRole("heading", { name: "Compris dans l’adhésion" })).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)

    await page.goto(`${path}/services`)
    await page.getByLabel("Chercher un service").fill("teletransmision")
    await page.getByRole("button", { name: "Filtrer" }).click()
    await expect(page).toHaveURL(/q=teletransmision/)
    await expect(page.getByRole("link", { name: "Tiers de Télétransmission" })).toBeVisible()
    await expectAccessible(page)

    await page.goto(`${path}/services?q=xyzzyqwk`)
    await expect(page.getByText("Aucun service ne correspond.")).toBeVisible()
    await expectAccessible(page)

    await page.goto(`${path}/services/${PACK}`)
    await expect(page.getByRole("heading", { name: `Ce que cela coûte pour ${nom}` })).toBeVisible()
    await expect(page.getByRole("cell", { name: "504,00 €" })).toBeVisible()
    await expect(page.getByRole("cell", { name: "604,80 €" })).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)

    await page.goto(`${path}/titres`)
    await expect(page.getByText("Aucun titre pour le moment").or(page.getByRole("table"))).toBeVisible()
    await expectAccessible(page)
  })

  test(`for ${who} she asks for a service: mistakes beside their field, the cost while she types, then she cancels`, async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000)
    const { nom, path } = await enterOwnPlace(context, kind, ["secretaire"])
    await page.goto(`${path}/services/${PACK}/souscrire`)
    await expect(page.getByText("Une personne élue de votre collectivité.")).toBeVisible()
    for (const [line, poste] of ["Accueil", "Secrétariat", "Maire"].entries())
      await page.getByLabel("Nom du poste").nth(line).fill(poste)
    await expect(page.getByRole("cell", { name: "504,00 €" })).toBeVisible()
    await expect(page.getByRole("cell", { name: "100,80 €" })).toBeVisible()
    await expect(page.getByRole("cell", { name: "604,80 €" })).toBeVisible()
    await expectAccessible(page)

    await page.goto(`${path}/services/sensibilisation-cyber/souscrire`)
    await page.getByLabel("Quantité").fill("-3")
    await page.getByLabel("Qui contacter").fill("<script>alert(1)</script>")
    await page.getByLabel("Son courriel").fill("mairie")
    await page.getByRole("button", { name: "Envoyer pour accord" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "3 points à corriger" })).toBeVisible()
    await expect(page.getByLabel("Quantité")).toHaveValue("-3")
    await expect(page.getByLabel("Son courriel")).toHaveValue("mairie")
    await expectAccessible(page)

    await page.getByLabel("Quantité").fill("3")
    await page.getByLabel("Qui contacter").fill("Accueil")
    await page.getByLabel("Son courriel").fill("accueil@demo.invalid")
    await page.getByRole("button", { name: "Envoyer pour accord" }).click()
    await expect(page).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
    await expect(page.getByText("à approuver")).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)

    await page.getByRole("button", { name: "Annuler la demande" }).click()
    await expect(page.getByText("annulée", { exact: true })).toBeVisible()
    await page.goto(`${path}/souscriptions`)
    await expect(page.getByText(`Ce que ${nom} utilise, a demandé ou a refusé.`)).toBeVisible()
    await expectAccessible(page)
  })
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the form answers in the page, with what was typed, and then takes the request", async ({ page, context }) => {
    const { path } = await enterOwnPlace(context, "commune", ["secretaire"])
    await page.goto(`${path}/services/sensibilisation-cyber/souscrire`)
    await page.getByLabel("Quantité").fill("\u200b")
    await page.getByLabel("Qui contacter").fill("Accueil de la mairie")
    await page.getByRole("button", { name: "Envoyer pour accord" }).click()
    await expect(page.getByText("Indiquez un nombre entier").first()).toBeVisible()
    await expect(page.getByLabel("Qui contacter")).toHaveValue("Accueil de la mairie")
    await page.getByLabel("Quantité").fill("1")
    await page.getByRole("button", { name: "Envoyer pour accord" }).click()
    await expect(page).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
    await page.getByRole("button", { name: "Annuler la demande" }).click()
    await expect(page.getByText("annulée", { exact: true })).toBeVisible()
  })
})
