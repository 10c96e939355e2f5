import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { docx, onePagePdf, pdf } from "@/tests/support/files.ts"
import { signInAs } from "./staff.ts"

const asPdf = (name: string, buffer: Buffer) => ({ name, mimeType: "application/pdf", buffer })

test("an act is recorded with its file, followed, and opened by a visitor only once it is public", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  const numero = `${Date.now()}-${parallelIndex}${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/deliberations")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Enregistrer une délibération" }).click()
  await page.waitForURL("**/nouvelle")
  await page.getByRole("button", { name: "Enregistrer cette délibération" }).click()
  await expect(page.getByText("Indiquez le numéro de la délibération").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Numéro").fill(numero)
  await page.getByLabel("Date du vote").fill("2026-01-15")
  await page.getByLabel("Objet").fill("Tarif d’essai du navigateur")
  await page.getByLabel("La montrer aux visiteurs").uncheck()
  await page.getByLabel("Fichier").setInputFiles(asPdf("vote.pdf", await docx()))
  await page.getByRole("button", { name: "Enregistrer cette délibération" }).click()
  await expect(page.getByText("Une délibération se dépose en PDF").first()).toBeVisible()
  await page.getByLabel("Fichier").setInputFiles(asPdf("vote.pdf", Buffer.from(await pdf())))
  await page.getByRole("button", { name: "Enregistrer cette délibération" }).click()
  await expect(page.getByRole("heading", { name: `Délibération n° ${numero}` })).toBeVisible()
  await expect(page.getByText("à transmettre", { exact: true })).toBeVisible()
  await expect(page.getByText("Rien ne repose encore sur elle.")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const file = String(await page.getByRole("link", { name: "Ouvrir le PDF" }).getAttribute("href"))
  const visitor = await browser.newContext({ baseURL: process.env.APP_URL })
  expect((await visitor.request.get(file)).status()).toBe(404)
  const change = page.getByRole("form", { name: "Modifier la délibération" })
  await change.getByLabel("Transmise en préfecture le").fill("2026-01-16")
  await change.getByLabel("Publiée le").fill("2026-01-17")
  await change.getByLabel("La montrer aux visiteurs").check()
  await change.getByRole("button", { name: "Enregistrer" }).click()
  await expect(page.getByText("exécutoire", { exact: true })).toBeVisible()
  const opened = await visitor.request.get(file)
  expect(opened.headers()["content-type"]).toBe("application/pdf")

  const next = page.getByRole("form", { name: "Déposer une nouvelle version" })
  await next.getByLabel("Fichier").setInputFiles(asPdf("vote-tampon.pdf", onePagePdf()))
  await next.getByRole("button", { name: "Déposer la version tamponnée" }).click()
  await expect(page.getByRole("rowheader", { name: "vote-tampon.pdf" })).toBeVisible()
  expect((await visitor.request.get(file)).status(), "an older version").toBe(404)
  await visitor.close()

  // What it votes to try leads to it, and it to what is tried.
  const act = page.url()
  await page.goto("/gestion/catalogue/ia-generative/experimentation")
  const trial = page.getByRole("form", { name: "Ouvrir une expérimentation" })
  await trial.getByLabel("Ce qui est essayé").fill(`Essai ${numero}`)
  await trial.getByLabel("Montant voté").fill("1000")
  await trial.getByLabel("Premier jour").fill("2026-01-14")
  await trial.getByLabel("Dernier jour").fill("2026-06-30")
  await trial.getByRole("button", { name: "Ouvrir l’expérimentation" }).click()
  await expect(trial.getByText("Choisissez la délibération qui l'a voté.").first()).toBeVisible()
  await trial
    .getByLabel("Délibération", { exact: true })
    .selectOption({ label: `${numero} du 15 janvier 2026, comité syndical : Tarif d’essai du navigateur` })
  await trial.getByRole("button", { name: "Ouvrir l’expérimentation" }).click()
  await expect(trial.getByText(/ne commence pas avant elle/).first()).toBeVisible()
  await trial.getByLabel("Premier jour").fill("2026-02-01")
  await trial.getByRole("button", { name: "Ouvrir l’expérimentation" }).click()
  const tried = page.getByRole("region", { name: `Essai ${numero}` })
  const cited = tried.getByRole("link", { name: `Délibération n° ${numero} du 15 janvier 2026` })
  expect((await page.request.get(String(await cited.getAttribute("href")))).headers()["content-type"]).toBe(
    "application/pdf",
  )
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(act)
  await expect(page.getByRole("link", { name: new RegExp(`^Expérimentation, .* : Essai ${numero}$`) })).toBeVisible()
})

test("the simulator says which act voted the rate, and opens it", async ({ page }) => {
  await page.goto("/simulateur?q=Aclou")
  await page.getByRole("link", { name: "Aclou", exact: true }).click()
  const act = page.getByRole("link", { name: /^Délibération n° / })
  await expect(act).toBeVisible()
  const file = await page.request.get(String(await act.getAttribute("href")))
  expect(file.headers()["content-type"]).toBe("application/pdf")
})
