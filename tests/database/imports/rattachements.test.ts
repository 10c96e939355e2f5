import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { confirmAll } from "@/lib/imports/commands/confirm.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { preview } from "@/tests/support/imports.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const HEADER = "courriel;nom;role;fonction;code_insee;depuis;jusqu_au\n"
const rows = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows
const liens = (courriel: string) =>
  rows(
    `select c."codeInsee", r.role, r.fonction, r.depuis::text, r.jusqua::text, p.nom, p.genre from rattachement r
     join personne p on p.id = r."personneId" join collectivite c on c.id = r."collectiviteId" where p.courriel = $1 order by 1, 2, 4`,
    courriel,
  )
const lignes = (importId: string) =>
  rows(
    `select verdict, alerte, issue, erreurs -> 0 ->> 'message' as erreur from import_ligne where "importId" = $1 order by ligne`,
    importId,
  )
const load = (content: string) => preview(gestionnaire, "rattachements", HEADER + content)

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

describe("an import of rattachements", () => {
  it("creates the person once and her links, the last day included", async () => {
    const importId = await load(
      "Agent@Essai.invalid;Agent d'essai;secrétaire;Secrétaire;27112;01/01/2026;31/12/2026\n" +
        "agent@essai.invalid;Agent d'essai;Administratrice;Secrétaire;27157;2026-02-01;\n",
    )
    expect(await lignes(importId)).toMatchObject([{ verdict: "nouveau" }, { verdict: "nouveau" }])
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ value: { appliquees: 2 } })
    const common = { nom: "Agent d'essai", genre: "personne", fonction: "Secrétaire" }
    expect(await liens("agent@essai.invalid")).toEqual([
      { ...common, codeInsee: "27112", role: "secretaire", depuis: "2026-01-01", jusqua: "2027-01-01" },
      { ...common, codeInsee: "27157", role: "administrateur", depuis: "2026-02-01", jusqua: null },
    ])
  })

  it("ends and renames an existing link, and never renames the person silently", async () => {
    const importId = await load("agent@essai.invalid;Un autre nom;administrateur;DGS;27157;01/02/2026;30/06/2026\n")
    expect(await lignes(importId)).toMatchObject([{ verdict: "modifie" }])
    await applyImport(gestionnaire, { import: importId })
    expect((await liens("agent@essai.invalid"))[1]).toMatchObject({
      fonction: "DGS",
      jusqua: "2026-07-01",
      nom: "Agent d'essai",
    })
    const other = await load("agent@essai.invalid;Un autre nom;elu;Maire;27198;01/02/2026;\n")
    expect(await lignes(other)).toMatchObject([{ alerte: expect.stringContaining("son nom ne changera pas") }])
  })

  it("reports a link that changed, and one that appeared, since the preview", async () => {
    await applyImport(gestionnaire, {
      import: await load("b@essai.invalid;B;secretaire;Secrétaire;27112;01/01/2026;\n"),
    })
    const changed = await load("b@essai.invalid;B;secretaire;Accueil;27112;01/01/2026;\n")
    const twice = ["c", "c"].map((name) => `${name}@essai.invalid;C;elu;Maire;27112;01/01/2026;\n`)
    const [first, second] = [await load(twice[0] ?? ""), await load(twice[1] ?? "")]
    await rows(
      `update rattachement set fonction = 'Entre-temps' where "personneId" = (select id from personne where courriel = 'b@essai.invalid')`,
    )
    for (const id of [changed, first, second]) await applyImport(gestionnaire, { import: id })
    expect(await lignes(changed)).toMatchObject([{ issue: "perimee" }])
    expect(await lignes(first)).toMatchObject([{ issue: "appliquee" }])
    expect(await lignes(second)).toMatchObject([{ issue: "perimee" }])
    expect(await liens("c@essai.invalid")).toHaveLength(1)
  })

  it("keeps a mairie's shared mailbox from becoming an élu", async () => {
    await rows(
      `update fiche set "courrielOfficiel" = 'mairie@boite.invalid' where "collectiviteId" = (select id from collectivite where "codeInsee" = '27112')`,
    )
    const importId = await load(
      "mairie@boite.invalid;Mairie;elu;Maire;27112;01/01/2026;\nmairie@boite.invalid;Mairie;secretaire;Boîte;27112;01/01/2026;\n",
    )
    expect(await lignes(importId)).toMatchObject([
      { erreur: expect.stringContaining("boîte partagée") },
      { verdict: "nouveau" },
    ])
    await applyImport(gestionnaire, { import: importId })
    expect(await liens("mairie@boite.invalid")).toMatchObject([{ genre: "boite", role: "secretaire" }])
  })

  it.each([
    ["one's own address", "essai@demo.invalid;Moi;elu;Maire;27112;01/01/2026;", "vous rattacher vous-même"],
    ["a wrong address", "essai;X;elu;Maire;27112;01/01/2026;", "n'est pas valable"],
    ["no name", "x@y.invalid;;elu;Maire;27112;01/01/2026;", "Le nom manque"],
    ["an unknown role", "x@y.invalid;X;roi;Maire;27112;01/01/2026;", "Le rôle « roi »"],
    ["a day that does not exist", "x@y.invalid;X;elu;Maire;27112;31/02/2026;", "n'est pas une date"],
    ["an end before its beginning", "x@y.invalid;X;elu;Maire;27112;02/01/2026;01/01/2026", "avant la date de début"],
    ["an unknown commune", "x@y.invalid;X;elu;Maire;27999;01/01/2026;", "Aucune collectivité"],
    ["a script", "x@y.invalid;<script>;elu;Maire;27112;01/01/2026;", "« < » ou « > »"],
  ])("refuses the row of %s", async (_, row, message) => {
    const importId = await load(`${row}\n`)
    expect(await lignes(importId)).toMatchObject([{ verdict: "refuse", erreur: expect.stringContaining(message) }])
    await confirmAll(gestionnaire, { import: importId })
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ refusal: "rien-a-appliquer" })
  })

  it("refuses the same link twice, and two names for one address", async () => {
    const importId = await load(
      "d@y.invalid;D;elu;Maire;27112;01/01/2026;\nd@y.invalid;D;elu;Maire;27112;01/02/2026;\nd@y.invalid;Autre;elu;Maire;27157;01/01/2026;\n",
    )
    expect(await lignes(importId)).toMatchObject([
      { verdict: "nouveau" },
      { erreur: expect.stringContaining("déjà à la ligne 2") },
      { erreur: expect.stringContaining("un autre nom à cette adresse") },
    ])
  })
})
