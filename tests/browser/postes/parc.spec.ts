import { expect, test } from "@playwright/test"
import { today } from "@/lib/platform/dates.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAt } from "../../support/places.ts"

const opened = async (page: Parameters<typeof enterAt>[0]): Promise<string> => {
  await enterAt(page, "Secrétaire de mairie de Breteuil")
  return String(await page.getByRole("link", { name: "Ouvrir Mesnils-sur-Iton" }).getAttribute("href"))
}

test("she sees each post, what differs at the provider's and what each month costs, then asks for one more and thinks better of it", async ({
  page,
}) => {
  test.setTimeout(240_000)
  const path = await opened(page)
  await page.goto(`${path}/services/pack-cyber`)
  await page.getByRole("link", { name: "Voir et changer vos postes" }).click()
  await expect(page.getByRole("row", { name: /Comptabilité.*en alerte/ })).toBeVisible()
  await expect(page.getByRole("row", { name: /Médiathèque facturé, pas encore actif/ })).toBeVisible()
  await expect(page.getByRole("row", { name: /École actif, plus ou pas encore facturé/ })).toBeVisible()
  await expect(page.getByRole("row", { name: /PC-SALLE-DES-FETES inconnu du portail/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("link", { name: "Ajouter des postes" }).click()
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page.getByText("Décrivez au moins un poste").first()).toBeVisible()
  await page.getByLabel("Nom du poste").first().fill("Accueil")
  await page.getByLabel("Site").first().fill("Mairie")
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page.getByText("Dites la fonction de la personne").first()).toBeVisible()
  await expect(page.getByLabel("Nom du poste").first()).toHaveValue("Accueil")
  await page.getByLabel("Fonction de la personne").first().fill("Agent d'accueil")
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page.getByText("Deux postes portent le nom « Accueil »")).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Nom du poste").first().fill("Salle du conseil")
  await expect(page.getByText("Installation en plus, une seule fois")).toBeVisible()
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()

  await expect(page.getByRole("heading", { name: "Un ajout attend l’accord d’un élu" })).toBeVisible()
  await expect(page.getByRole("row", { name: /Salle du conseil.*Ajout à approuver/ })).toBeVisible()
  await page.getByRole("button", { name: "Annuler cet ajout" }).click()
  await expect(page.getByRole("row", { name: /Salle du conseil.*Ajout annulé/ })).toBeVisible()
})

test("she prints the incident page: whom to call and what to do, without the portal around", async ({ page }) => {
  test.setTimeout(120_000)
  const path = await opened(page)
  await page.goto(`${path}/incident`)
  await expect(page.getByRole("link", { name: "02 32 31 93 09" })).toBeVisible()
  await expect(page.getByText("Débranchez le poste du réseau")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.emulateMedia({ media: "print" })
  await expect(page.getByText("02 32 31 93 09").first()).toBeVisible()
  await expect(page.getByRole("link", { name: "L’état de chaque poste" })).toBeHidden()
  await expect(page.getByRole("link", { name: "Souscriptions" })).toBeHidden()
})

test("the staff see the same differences, the orders that are late, and take a doubtful reading in hand", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Gestionnaire")
  await page.goto("/gestion/postes?ecarts=oui")
  await expect(page.getByRole("link", { name: "Mesnils-sur-Iton" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Mesnils-sur-Iton" }).click()
  await expect(page.getByRole("row", { name: /PC-SALLE-DES-FETES inconnu du portail/ })).toBeVisible()
  await expectAccessible(page)

  await page.goto("/gestion/postes/commandes")
  const late = page.getByRole("row", { name: /Interco.*de retard/ })
  await expect(late).toBeVisible()
  await expectAccessible(page)
  await late.getByRole("link").click()
  await expect(page.getByText("Le point prévu est passé")).toBeVisible()
  await expectAccessible(page)

  await page.goto("/gestion/postes/releves")
  await expectAccessible(page)
  const header = "releve_le;client;poste;libelle;sauvegarde;edr_soc;proxy;mots_de_passe"
  const text = `${header}\n${today()};inconnu;1;PC-${Date.now()};actif;actif;actif;actif\nTOTAL;2\n`
  await page
    .getByLabel("Fichier du prestataire")
    .setInputFiles({ name: "releve.csv", mimeType: "text/csv", buffer: Buffer.from(text) })
  await page.getByRole("button", { name: "Lire ce relevé" }).click()
  await expect(page.getByText("Le compte n’y est pas.")).toBeVisible()
  await expect(page.getByRole("row", { name: /client inconnu/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Écarter ce relevé" }).click()
  await expect(page.getByText("écarté", { exact: true })).toBeVisible()
})
