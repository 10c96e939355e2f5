import { expect, test } from "@playwright/test"
import { stablePublicId } from "../../../prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAs, enterOwnPlace } from "../../support/places.ts"

test("she opens the tools of the pack from one page, and reads what each asks of her", async ({ page, context }) => {
  test.setTimeout(120_000)
  await enterAs(context, "secretaire.breteuil")
  await page.goto(`/c/${stablePublicId("27112")}/outils`)
  await expect(
    page.getByText(/compris dans l’adhésion de Breteuil\s:\s\d\souverts sur 7, dont \d pour vous\./),
  ).toBeVisible()
  const tool = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Tiers de Télétransmission" }) })
  await expect(tool.getByText("Votre profil : Agent télétransmetteur")).toBeVisible()
  await expect(tool.getByText(/^\d\spersonnes? nommées? pour 2\scomptes/)).toBeVisible()
  await expect(tool.getByText("à renouveler", { exact: true })).toBeVisible()
  await expect(tool.getByRole("link", { name: "Mode d’emploi de Tiers de Télétransmission" })).toBeVisible()
  await expect(tool.getByRole("link", { name: "Ouvrir Tiers de Télétransmission" })).toHaveAttribute(
    "href",
    `/c/${stablePublicId("27112")}/outils/tiers-teletransmission/ouvrir`,
  )
  await expectAccessible(page)
  await expectReflow(page)
})

test("what membership covers and nobody uses is offered with its tutorial and its contact, then asked for", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const { path } = await enterOwnPlace(context, "commune", ["secretaire"])
  await page.goto(`${path}/outils`)
  await expect(page.getByRole("heading", { name: "Compris et jamais utilisés" })).toBeVisible()
  const unused = page.getByRole("region", { name: "Compris et jamais utilisés" })
  const offer = unused.getByRole("listitem").first()
  const nom = (await offer.getByRole("link").first().textContent()) ?? ""
  await expect(offer.getByText(/jamais (ouvert|utilisé)/)).toBeVisible()
  await expect(offer.getByText("Le support de l'agence, du lundi au vendredi.")).toBeVisible()
  await expect(offer.getByRole("link", { name: /^Mode d’emploi/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await offer.getByRole("link", { name: nom, exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: nom })).toBeVisible()
  await expectAccessible(page)
})

test("what the provider lists and what she has named are set side by side, each difference with what to do of it", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await enterAs(context, "secretaire.breteuil")
  await page.goto(`/c/${stablePublicId("27112")}/outils/tiers-teletransmission`)
  const accounts = page.getByRole("region", { name: "Comptes chez le prestataire" })
  await expect(
    accounts.getByRole("heading", { name: "Comptes ouverts dans l’outil, sans accès donné ici" }),
  ).toBeVisible()
  await expect(accounts.getByText(/^Remplaçante de 2024 \(remplacante\.2024@demo\.invalid\)/)).toBeVisible()
  await expect(accounts.getByText("sinon faites fermer le compte")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})
