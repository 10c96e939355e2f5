import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { signInAs } from "./staff.ts"

test("a new version of a tool is prepared, reaches a wave, and is followed one collectivité at a time", async ({
  page,
  context,
}, { retry, parallelIndex }) => {
  test.setTimeout(180_000)
  const titre = `Version ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/outils/messages-securises")
  await expectAccessible(page)
  await expectReflow(page)
  const prepare = page.getByRole("form", { name: "Préparer une montée de version" })
  await prepare.getByLabel("Nom de la version").fill(titre)
  await prepare.getByLabel("Ce qui change").fill("Un écran plus simple.")
  await prepare.getByRole("button", { name: "Préparer la montée de version" }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible()
  await expect(page.getByText("Aucune vague.", { exact: true })).toBeVisible()

  const wave = page.getByRole("form", { name: "Ajouter une vague" })
  await wave.getByLabel("Nom de la vague").fill("Vague 1")
  await wave.getByLabel("Jour prévu").fill("2027-03-02")
  await wave.getByLabel("Qui").selectOption("restants")
  await wave.getByRole("button", { name: "Créer la vague et prévenir" }).click()
  await expect(page.getByRole("row", { name: /^Vague 1/ })).toContainText("2 mars 2027")
  await expect(wave).toBeHidden()
  await expectAccessible(page)
  await expectReflow(page)

  const followed = page.getByRole("region", { name: "Collectivités", exact: true }).getByRole("row").nth(1)
  const nom = String(await followed.getByRole("rowheader").textContent())
  const note = page.getByRole("form", { name: "Noter où en est une collectivité" })
  await note.getByLabel("Collectivité").fill("Nulle part")
  await note.getByRole("button", { name: "Noter" }).click()
  await expect(page.getByText("Cette collectivité n'existe pas.").first()).toBeVisible()
  await note.getByLabel("Collectivité").fill(nom)
  await note.getByLabel("Où elle en est").selectOption("en_difficulte")
  await note.getByLabel("Note", { exact: false }).last().fill("Certificat à renouveler.")
  await note.getByRole("button", { name: "Noter" }).click()
  await expect(page.getByRole("row", { name: new RegExp(`^${nom}`) })).toContainText("Certificat à renouveler.")
  await page.getByRole("button", { name: "Tout est fait : Vague 1" }).click()
  await expect(page.getByRole("button", { name: "Tout est fait : Vague 1" })).toBeHidden()
  await expectAccessible(page)
})
