import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { enterOwnPlace } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

test("members are asked what they need of a proposed service; one answers, changes its mind, and staff read it", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(180_000)
  const titre = `Besoin de cartes ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/sig")
  await page.getByRole("link", { name: "Consulter les membres" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Consulter les membres" })).toBeVisible()
  await expect(page.getByLabel("Service", { exact: true })).toHaveValue("sig")
  await page.getByLabel("Titre").fill(titre)
  await page.getByLabel("Question").fill("À quoi vous servirait-elle ?")
  await page.getByLabel("Choix à cocher").fill("Cadastre\nCimetière")
  await page.getByLabel("Dernier jour pour répondre").fill("2020-01-01")
  await page.getByRole("button", { name: "Ouvrir la consultation et prévenir les membres" }).click()
  await expect(page.getByText("Le dernier jour pour répondre est déjà passé.").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Dernier jour pour répondre").fill("2099-12-31")
  await page.getByRole("button", { name: "Ouvrir la consultation et prévenir les membres" }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible()
  await expect(page.getByText("Personne n’a encore répondu.")).toBeVisible()
  const results = page.url()

  const mairie = await browser.newContext()
  const { path, nom } = await enterOwnPlace(mairie, "commune", ["secretaire"])
  const member = await mairie.newPage()
  await member.goto(`${path}/services`)
  await member.getByRole("link", { name: "répondre en deux minutes" }).click()
  const question = member.getByRole("region", { name: titre })
  await expect(question.getByText("sans réponse")).toBeVisible()
  await expectAccessible(member)
  await expectReflow(member)
  await question.getByRole("button", { name: "Répondre" }).click()
  await expect(question.getByText("Choisissez votre réponse.").first()).toBeVisible()
  await question.getByLabel("Intéressé").check()
  await question.getByLabel("Cimetière").check()
  await question.getByRole("button", { name: "Répondre" }).click()
  await expect(question.getByText("répondu : intéressé")).toBeVisible()
  await question.getByLabel("Plus tard").check()
  await question.getByRole("button", { name: "Changer ma réponse" }).click()
  await expect(question.getByText("répondu : plus tard")).toBeVisible()
  await mairie.close()

  await page.goto(results)
  await expect(page.getByRole("row", { name: new RegExp(nom) })).toContainText("Cimetière")
  await expectAccessible(page)
  await expectReflow(page)
  const csv = await page.request.get(`${results}/export`)
  expect(await csv.text()).toContain(nom)
  await page.getByRole("button", { name: "Clore avant le dernier jour" }).click()
  await expect(page.getByText("close", { exact: true })).toBeVisible()
  await page.goto("/gestion/consultations")
  await expect(page.getByRole("row", { name: new RegExp(titre) })).toContainText("close")
  await expectAccessible(page)
  await expectReflow(page)
})

test("a need without a tool of its own is shown with what answers it, and taken away", async ({ page, context }, {
  retry,
  parallelIndex,
}) => {
  const nom = `Archiver ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/besoins")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Ajouter un besoin" }).click()
  await page.getByRole("textbox", { name: "Besoin" }).fill(nom)
  await page.getByLabel("Ce qui y répond aujourd’hui").fill("Rien encore.")
  await page.getByRole("button", { name: "Ajouter ce besoin" }).click()
  await expect(page.getByText("Indiquez d'où vient ce que vous écrivez").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Source").fill("Étude, page 4")
  await page.getByRole("button", { name: "Ajouter ce besoin" }).click()
  await expect(page.getByRole("rowheader", { name: nom })).toBeVisible()
  await page.goto("/catalogue")
  await expect(page.getByText(nom)).toBeVisible()
  await expectAccessible(page)
  await page.goto("/gestion/catalogue/besoins")
  await page.getByRole("link", { name: nom }).click()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Ne plus montrer ce besoin" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Besoins" })).toBeVisible()
  await expect(page.getByText(nom)).toBeHidden()
})
