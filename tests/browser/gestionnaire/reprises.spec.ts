import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { insertTitre } from "@/tests/support/issued-titres.ts"
import { connect } from "@/tests/support/logins.ts"
import { signInAs } from "./staff.ts"

/** Years that no other errand looks at. */
const ENVOIS = 2041
const PARTAGE = 2042

test("what failed is ticked and asked again, and the page says how far it is", async ({ page, context }) => {
  const owner = await connect("migration")
  try {
    const { rows: bodies } = await owner.query<{ id: string }>(
      `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id where a.statut = 'adherent' order by c.nom limit 3`,
    )
    for (const [index, { id: collectiviteId }] of bodies.entries()) {
      const { titreId } = await insertTitre(owner, {
        ...{ collectiviteId, montant: 12_300n, exercice: ENVOIS, serie: "ESSAI", numero: index + 1, canal: "papier" },
      })
      // Later than any try of this evening: only what is asked again is tried.
      await owner.query(
        `insert into titre_page_echec ("collectiviteId", "titreId", erreur, "prochainEssaiLe")
         values ($1, $2, 'le stockage ne répond pas', now() + interval '1 day')`,
        [collectiviteId, titreId],
      )
    }
    await signInAs(context, "gestionnaire")
    await page.goto(`/gestion/titres/reprises?exercice=${ENVOIS}`)
    await expect(page.getByRole("row", { name: /le stockage ne répond pas/ })).toHaveCount(3)
    await expect(page.getByText(/0 sur 3/)).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)
    await page.getByRole("button", { name: "Reprendre les lignes cochées" }).click()
    await expect(page.getByText("Cochez au moins un titre de la liste.").first()).toBeVisible()
    await page.getByLabel(`Reprendre le titre ${ENVOIS}-ESSAI-1`).check()
    await page.getByRole("button", { name: "Reprendre les lignes cochées" }).click()
    await expect(page.getByText("C'est reparti").first()).toBeVisible()
    await expect(page.getByText(/1 sur 3/)).toBeVisible({ timeout: 20_000 })
    await page.getByRole("button", { name: "Cocher les" }).click()
    await page.getByRole("button", { name: "Reprendre les lignes cochées" }).click()
    await expect(page.getByText(/3 sur 3/)).toBeVisible({ timeout: 20_000 })
    await page.reload()
    await expect(page.getByText("Rien à reprendre")).toBeVisible()
  } finally {
    await owner.end()
  }
})

test("a cost that is billed in part says which share waits, and bills it alone", async ({ page, context }) => {
  const owner = await connect("migration")
  try {
    // The cost that the demonstration's six communes share, once more, five of its shares billed.
    const { rows } = await owner.query<{ id: string }>(
      `insert into partage select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'exercice', $1::int,
         'libelle', 'Coût facturé en partie', 'depenseId', null, 'etat', 'brouillon'))).* from partage p
       where p.cle = 'population' and exists (select from partage_part q where q."partageId" = p.id) order by p."creeLe" limit 1 returning id`,
      [PARTAGE],
    )
    const partage = rows[0]?.id
    const { rows: parts } = await owner.query<{ collectiviteId: string; montant: string }>(
      `insert into partage_part select (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid(), 'partageId', $1::text,
         'titreRef', null))).* from partage_part q where q."partageId" = (select p.id from partage p
         where p.cle = 'population' and p.id <> $1::uuid and exists (select from partage_part x where x."partageId" = p.id) order by p."creeLe" limit 1)
       returning "collectiviteId", montant`,
      [partage],
    )
    await owner.query(`update partage set etat = 'valide' where id = $1`, [partage])
    for (const [index, { collectiviteId, montant }] of parts.slice(1).entries()) {
      const { titreId } = await insertTitre(owner, {
        ...{ collectiviteId, montant: BigInt(montant), exercice: PARTAGE, serie: "ESSAI", numero: index + 1 },
      })
      await owner.query(`update partage_part set "titreRef" = $3 where "partageId" = $1 and "collectiviteId" = $2`, [
        ...[partage, collectiviteId, titreId],
      ])
    }
    await signInAs(context, "gestionnaire")
    await page.goto("/gestion/partages")
    await expect(page.getByRole("row", { name: /Coût facturé en partie/ })).toContainText("facturé en partie")
    await page.goto(`/gestion/facturation/a-facturer?exercice=${PARTAGE}`)
    await expect(page.getByRole("row", { name: /part à facturer/ })).toHaveCount(1)
    await expectAccessible(page)
    await page.getByRole("link", { name: "Coût facturé en partie" }).click()
    await expect(page.getByText("attend son titre", { exact: true })).toHaveCount(1)
    await expect(page.getByRole("button", { name: "Abandonner" })).toHaveCount(0)
    await expectAccessible(page)
    await expectReflow(page)
    await page.getByRole("button", { name: "Émettre le titre qui reste" }).click()
    await expect(page.getByText("facturé", { exact: true }).first()).toBeVisible()
    await expect(page.getByText("attend son titre", { exact: true })).toHaveCount(0)
  } finally {
    await owner.end()
  }
})
