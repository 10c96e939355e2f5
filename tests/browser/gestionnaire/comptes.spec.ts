import { expect, test } from "@playwright/test"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { onePagePdf } from "../../support/files.ts"
import { signInAs } from "./staff.ts"

const YEAR = yearOf(today())

test("a gestionnaire orders, enters the bill of the order, and settles what is left", async ({ page, context }) => {
  test.setTimeout(180_000)
  await signInAs(context, "gestionnaire")
  const libelle = `Commande d’essai ${Date.now()}`
  await page.goto("/gestion/depenses")
  await page.getByRole("link", { name: "Engagements de dépense" }).click()
  await expect(page.getByRole("heading", { level: 1, name: `Engagements de dépense ${YEAR}` })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Saisir un engagement" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Saisir un engagement" })).toBeVisible()
  await page.getByRole("button", { name: "Saisir l’engagement" }).click()
  await expect(page.getByText("Indiquez ce qui est commandé.").first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Ce qui est commandé").fill(libelle)
  await page.getByLabel("Commandé à").fill("Éditeur d’essai")
  await page.getByLabel("Action du budget").selectOption({ label: "Confiance numérique : Accompagnement RGAA" })
  await page.getByLabel("Engagé le").fill(`${YEAR}-02-02`)
  await page.getByLabel("Montant hors taxes").fill("1 000,00")
  await page.getByRole("button", { name: "Saisir l’engagement" }).click()
  await expect(page.getByRole("heading", { level: 1, name: libelle })).toBeVisible()
  const engagement = page.url()

  await page.getByRole("link", { name: "Saisir une facture" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Saisir une dépense" })).toBeVisible()
  await page.getByLabel("Ce qui a été payé").fill(`Facture de ${libelle}`)
  await page.getByLabel("Facturé par").fill("Éditeur d’essai")
  await page.getByLabel("Nature").selectOption({ label: "Prestation" })
  await page.getByLabel("Facturée le").fill(`${YEAR}-03-03`)
  await page.getByLabel("Montant hors taxes").fill("600")
  const file = { name: "facture.pdf", mimeType: "application/pdf", buffer: Buffer.from(onePagePdf()) }
  await page.getByLabel("Justificatif").setInputFiles(file)
  await page.getByRole("button", { name: "Saisir la dépense" }).click()
  await expect(page.getByRole("row", { name: new RegExp(`Facture de ${libelle}`) })).toContainText(
    "Confiance numérique",
  )

  await page.goto(engagement)
  await expect(page.getByText("Les 400,00 € qui restent reviennent au budget.")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Solder cet engagement" }).click()
  await expect(page.getByText(/^Soldé le/)).toBeVisible()
  await expectAccessible(page)
})

test("each figure of the accounts opens the list that it sums, and leaves as a file", async ({ page, context }) => {
  test.setTimeout(180_000)
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/facturation/analytique")
  await expectAccessible(page)
  await expectReflow(page)
  const budget = page.getByRole("region", { name: "Budget et dépenses par pilier" })
  for (const amount of ["38 000,00", "233 900,00", "160 500,00", "862 800,00"])
    await expect(budget).toContainText(amount.replace(" ", "\u202f"))
  for (const what of ["les piliers", "les actions", "les années", "les services"]) {
    const download = page.waitForEvent("download")
    await page.getByRole("link", { name: `Exporter ${what}, XLSX` }).click()
    expect((await download).suggestedFilename()).toMatch(/^analytique-\w+-\d{4}\.xlsx$/)
  }

  const spent = budget
    .getByRole("row", { name: /^Numérique solidaire/ })
    .getByRole("link")
    .first()
  const amount = String(await spent.textContent())
  await spent.click()
  await expect(page.getByRole("heading", { level: 1, name: /^Dépenses/ })).toBeVisible()
  await expect(page.getByRole("region", { name: "Dépenses de l’exercice" }).getByRole("row").last()).toContainText(
    amount,
  )
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto("/gestion/facturation/analytique")
  await page.getByRole("region", { name: "Coût et facturation par service" }).getByRole("link").first().click()
  await expect(page.getByRole("heading", { level: 1, name: /^Comptes/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`/gestion/facturation/lignes?exercice=${YEAR - 1}&cotisations=oui`)
  await expect(page.getByRole("heading", { level: 1, name: "Lignes facturées" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("an administrateur gives a pillar its code in the accounts", async ({ page, context }) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages/codes")
  await expectAccessible(page)
  await expectReflow(page)
  const code = page.getByLabel("Cotisations et charges générales")
  await code.fill("a;b")
  await page.getByRole("button", { name: "Enregistrer les codes" }).click()
  await expect(page.getByText(/Un code compte au plus vingt/).first()).toBeVisible()
  await code.fill("GEN-1")
  await page.getByRole("button", { name: "Enregistrer les codes" }).click()
  await page.waitForURL("**/gestion/reglages")
  await page.goto("/gestion/reglages/codes")
  await expect(page.getByLabel("Cotisations et charges générales")).toHaveValue("GEN-1")
})

test("each list of the billing leaves whole, as CSV and as XLSX", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  const lists = [
    "/gestion/facturation/a-facturer/export",
    "/gestion/facturation/analytique/export?quoi=actions",
    "/gestion/facturation/lignes/export",
    "/gestion/depenses/export",
    "/gestion/depenses/engagements/export",
    "/gestion/partages/export",
    "/gestion/reglements/export",
    "/gestion/reglements/relances/export",
  ]
  for (const list of lists) {
    const of = (format: string) => page.request.get(`${list}${list.includes("?") ? "&" : "?"}format=${format}`)
    const [csv, xlsx] = [await of("csv"), await of("xlsx")]
    expect([list, csv.status(), csv.headers()["content-type"]]).toEqual([list, 200, "text/csv; charset=utf-8"])
    expect((await csv.body()).subarray(0, 3).toString("hex"), list).toBe("efbbbf")
    expect([list, xlsx.status()]).toEqual([list, 200])
    expect((await xlsx.body()).subarray(0, 2).toString(), list).toBe("PK")
  }
})
