import { expect, test } from "@playwright/test"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "../../../prisma/seed/ids.ts"
import { personneId } from "../../../prisma/seed/people.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { connect } from "../../support/logins.ts"
import { enterAs } from "../../support/places.ts"

const [SIEGE, VOISINE] = ["27049", "27059"]

test("staff read what follows of a merger before recording it, and the old file says who took over", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await enterAs(context, "gestionnaire")
  const owner = await connect("migration")
  const { rows } = await owner.query<{ nom: string }>(
    `select nom from collectivite where "publicId" = any ($1) order by nom`,
    [[SIEGE, VOISINE].map(stablePublicId)],
  )
  await owner.end()
  const [one, other] = rows.map(({ nom }) => nom)
  await page.goto(`/gestion/collectivites/${stablePublicId(SIEGE)}/evolutions`)
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`/gestion/collectivites/${stablePublicId(SIEGE)}/evolutions/fusion?avec=${stablePublicId(VOISINE)}`)
  await expect(page.getByRole("heading", { name: "Ce que deviennent les dossiers" })).toBeVisible()
  for (const nom of [one, other]) await expect(page.getByRole("heading", { name: nom, exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Nom", { exact: true }).fill("Les Deux-Rives")
  await page.getByLabel("Date d’effet").fill(today())
  await page.getByLabel("Arrêté préfectoral").fill("Arrêté du 2 octobre 2026")
  await page.getByRole("button", { name: "Enregistrer la fusion de 2 communes" }).click()
  await expect(page.getByRole("heading", { name: "Les Deux-Rives" })).toBeVisible()
  await page.goto(`/gestion/collectivites/${stablePublicId(VOISINE)}/evolutions`)
  await expect(page.getByText("Devient Les Deux-Rives")).toBeVisible()
})

test("staff launch the conventions that are missing, and follow them to their end", async ({ page, context }) => {
  test.setTimeout(180_000)
  await enterAs(context, "gestionnaire")
  await page.goto("/gestion/actes/generations")
  await expectAccessible(page)
  await page.getByLabel(/^Les conventions/).check()
  await page.getByLabel("Pourquoi").fill("Mise en ordre")
  await page.getByRole("button", { name: "Établir ces actes" }).click()
  await expect(page.getByRole("heading", { name: "Convention : Mise en ordre" })).toBeVisible()
  await expect(page.getByRole("heading", { name: "Génération terminée" })).toBeVisible({ timeout: 120_000 })
  await page.reload()
  await expect(page.getByRole("cell", { name: "établi" }).first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("an intercommunalité declares what it pays for a commune, and ends it", async ({ page, context }) => {
  test.setTimeout(120_000)
  await enterAs(context, "president.interco", { factor: true })
  const path = `/c/${stablePublicId("200066462")}/prises-en-charge`
  await page.goto(path)
  await expectAccessible(page)
  await page.getByLabel("Commune", { exact: true }).selectOption({ index: 1 })
  await page.getByLabel("Service", { exact: true }).selectOption("pack-cyber")
  await page.getByLabel("Part payée, en %").fill("40")
  await page.getByLabel("À partir du").fill(today())
  await page.getByLabel("Décidé par").fill("Délibération 2026-31")
  await page.getByRole("button", { name: "Déclarer cette prise en charge" }).click()
  await expect(page.getByText("en cours", { exact: true })).toBeVisible()
  await expectReflow(page)
  await page.getByText("Ne plus payer", { exact: true }).click()
  await page.getByLabel("Premier jour non payé").fill(addDays(today(), 1))
  await page.getByLabel("Motif").fill("Fin de l’aide")
  await page.getByRole("button", { name: /^Ne plus payer/ }).click()
  await expect(page.getByText("Fin de l’aide")).toBeVisible()
})

test("an administrator writes the words of an act and names who signs", async ({ page, context }) => {
  test.setTimeout(120_000)
  await enterAs(context, "administrateur")
  await page.goto("/gestion/reglages/actes")
  await expectAccessible(page)
  await page.getByRole("link", { name: "Avenant" }).click()
  await page.getByLabel("Articles", { exact: true }).fill("## Objet\nL’avenant de {personne}.")
  await page.getByRole("button", { name: "Enregistrer ce modèle" }).click()
  await expect(page.getByText(/Ce modèle cite \{personne\}/).first()).toBeVisible()
  await expectAccessible(page)
  await page
    .getByLabel("Articles", { exact: true })
    .fill("## Objet\n{avant} devient {cout} au {effetLe}, pour {service}.")
  await page.getByRole("button", { name: "Enregistrer ce modèle" }).click()
  await expect(page.getByText(/Le modèle est enregistré/)).toBeVisible()
  await page.goto("/gestion/reglages/signataires")
  await expectAccessible(page)
  await expectReflow(page)
})

test("a delegate and a new mayor are known to the desk", async ({ page, context }) => {
  const owner = await connect("migration")
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'secretaire', 'Secrétaire', current_date - 9, 'essai') on conflict do nothing`,
    [stableId("collectivite", "27062"), personneId("nouvelle.maire")],
  )
  await owner.end()
  await enterAs(context, "gestionnaire")
  await page.goto(`/gestion/collectivites/${stablePublicId("27062")}/evolutions`)
  await page.getByLabel("Personne élue").selectOption({ index: 1 })
  await page.getByLabel("Élue le").fill(today())
  await page.getByLabel("Procès-verbal d’élection").fill("Procès-verbal du 22 mars 2026")
  await page.getByRole("button", { name: "Enregistrer la nouvelle élection" }).click()
  await expect(page.getByText("Le changement est enregistré.")).toBeVisible()
  await expect(page.getByText(/^Aujourd’hui : Maire, pas encore rattachée/)).toBeVisible()
})

test("staff place a body under convention, then open its membership", async ({ page, context }) => {
  test.setTimeout(120_000)
  await enterAs(context, "gestionnaire")
  const owner = await connect("migration")
  const { rows } = await owner.query<{ publicId: string }>(
    `select c."publicId" from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
      where a.statut = 'prospect' and c.type = 'commune' and not exists (select from dossier_adhesion d where d."collectiviteId" = c.id)
      order by c."nomPlie" desc limit 1`,
  )
  await owner.end()
  await page.goto(`/gestion/collectivites/${rows[0]?.publicId}`)
  await page.getByText("Placer sous convention, sans adhésion").click()
  await expectAccessible(page)
  await expectReflow(page)
  const form = page.getByRole("form", { name: "Placer sous convention" })
  await form.getByRole("button", { name: "Placer sous convention" }).click()
  await expect(page.getByText("Indiquez la délibération ou la convention qui le décide.").first()).toBeVisible()
  await form.getByLabel("Fondement").fill("Convention du 2 octobre 2026")
  await form.getByRole("button", { name: "Placer sous convention" }).click()
  await expect(page.getByText("Mettre fin à la convention").first()).toBeVisible()
  await page.getByRole("button", { name: "Ouvrir un dossier d’adhésion" }).click()
  await page.waitForURL(/\/gestion\/adhesions\/dossiers\/[0-9a-f-]{36}$/)
  await expect(page.getByRole("heading", { name: "Qui fait quoi, et quand" })).toBeVisible()
  await expectAccessible(page)
})
