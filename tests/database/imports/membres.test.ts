import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused } from "@/lib/access/door.ts"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { abandonImport, confirmAll, confirmLines } from "@/lib/imports/commands/confirm.ts"
import { prepareImport } from "@/lib/imports/commands/prepare.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { importForm, preview } from "@/tests/support/imports.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })

const BRETEUIL = { insee: "27112", siret: "20005824600014" }
const HEADER = "code_insee;siret;adresse;code_postal;ville;courriel_officiel;telephone\n"
const BRETEUIL_ROW = `27112;${BRETEUIL.siret};1 place de la Mairie;27160;Breteuil;mairie@breteuil.invalid;0232000000\n`

const rows = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows
const fiche = async (insee: string) =>
  (
    await rows(
      `select f.siret, f.adresse, f."courrielOfficiel", f.telephone from fiche f join collectivite c on c.id = f."collectiviteId" where c."codeInsee" = $1`,
      insee,
    )
  )[0]
const lignes = (importId: string) =>
  rows(
    `select ligne, verdict, alerte, issue, erreurs -> 0 ->> 'message' as erreur from import_ligne where "importId" = $1 order by ligne`,
    importId,
  )

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

describe("an import of members", () => {
  it("changes nothing before its second act, then what the preview said, once, with its trace", async () => {
    const before = await fiche(BRETEUIL.insee)
    const importId = await preview(gestionnaire, "membres", HEADER + BRETEUIL_ROW)
    expect(await fiche(BRETEUIL.insee)).toEqual(before)
    expect(await lignes(importId)).toMatchObject([{ ligne: 2, verdict: "modifie", erreur: null }])

    const both = await Promise.all([1, 2].map(() => applyImport(gestionnaire, { import: importId })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-applique" })
    expect(await fiche(BRETEUIL.insee)).toEqual({
      siret: BRETEUIL.siret,
      adresse: "1 place de la Mairie",
      courrielOfficiel: "mairie@breteuil.invalid",
      telephone: "02 32 00 00 00",
    })
    const trace = await rows(
      `select avant, apres from journal where evenement = 'fiche.imported' and objet = $1`,
      `import/${importId}`,
    )
    expect(trace).toMatchObject([{ avant: { siret: null }, apres: { siret: BRETEUIL.siret } }])

    const again = await preview(gestionnaire, "membres", HEADER + BRETEUIL_ROW)
    expect(await lignes(again)).toMatchObject([{ verdict: "identique" }])
    expect(await applyImport(gestionnaire, { import: again })).toMatchObject({ refusal: "rien-a-appliquer" })
  })

  it("reports and leaves alone a row whose collectivité changed since the preview", async () => {
    const file = "code_insee;adresse\n27157;2 rue du Lavoir\n27198;3 rue du Bourg\n"
    const importId = await preview(gestionnaire, "membres", file)
    await rows(
      `update fiche set adresse = 'Changée entre-temps' where "collectiviteId" = (select id from collectivite where "codeInsee" = '27157')`,
    )
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ value: { appliquees: 1 } })
    expect(await lignes(importId)).toMatchObject([{ issue: "perimee" }, { issue: "appliquee" }])
    expect(await fiche("27157")).toMatchObject({ adresse: "Changée entre-temps" })
    expect(await fiche("27198")).toMatchObject({ adresse: "3 rue du Bourg" })
  })

  it("adds a public body as a prospect, and one of another département only once confirmed", async () => {
    const valid =
      "nom;siren;categorie_juridique;departement\nSyndicat d'essai;404833048;7353;27\nCCAS voisin;732829320;7361;76\n"
    const importId = await preview(gestionnaire, "membres", valid)
    expect(await lignes(importId)).toMatchObject([
      { verdict: "nouveau", alerte: null },
      { verdict: "nouveau", alerte: expect.stringContaining("autre département (76)") },
    ])
    await applyImport(gestionnaire, { import: importId })
    expect(await lignes(importId)).toMatchObject([{ issue: "appliquee" }, { issue: "non_confirmee" }])
    expect(
      await rows(
        `select c.type, c."nomPlie", a.statut from collectivite c join adhesion a on a."collectiviteId" = c.id where c.siren = '404833048'`,
      ),
    ).toEqual([{ type: "syndicat", nomPlie: "syndicat d'essai", statut: "prospect" }])

    const second = await preview(gestionnaire, "membres", valid)
    await confirmLines(gestionnaire, { import: second, lignes: [3], confirmees: [3] })
    expect(await applyImport(gestionnaire, { import: second })).toMatchObject({ value: { appliquees: 1 } })
    expect(await rows(`select departement from collectivite where siren = '732829320'`)).toEqual([
      { departement: "76" },
    ])
  })

  it("asks about a commune of the département that the register does not know", async () => {
    const importId = await preview(
      gestionnaire,
      "membres",
      "nom;code_insee;categorie_juridique\nCommune nouvelle d'essai;27998;7210\n",
    )
    expect(await lignes(importId)).toMatchObject([
      { verdict: "nouveau", alerte: expect.stringContaining("vient d'être créée") },
    ])
  })

  it("completes the SIREN of a syndicat by the identifier that the export gives", async () => {
    const [syndicat] = await rows(
      `select "publicId" from collectivite where type = 'syndicat' and siren is null limit 1`,
    )
    const importId = await preview(gestionnaire, "membres", `identifiant;siret\n${syndicat.publicId};44306184100047\n`)
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ ok: true })
    expect(await rows(`select siren from collectivite where "publicId" = $1`, syndicat.publicId)).toEqual([
      { siren: "443061841" },
    ])
  })

  it("makes members of prospects and ends a membership, each from its day", async () => {
    const adhesions = (insee: string) =>
      rows(
        `select a.statut, a.depuis::text, a.jusqua::text, a.synthetique from adhesion a join collectivite c on c.id = a."collectiviteId"
         where c."codeInsee" = $1 order by a.depuis`,
        insee,
      )
    const [prospect] = await rows(
      `select c."codeInsee" from collectivite c join adhesion a on a."collectiviteId" = c.id
       where a.statut = 'prospect' and c.type = 'commune' and c.departement = '27' limit 1`,
    )
    const [{ depuis: since }] = await adhesions("27112")
    const file = `code_insee;statut;statut_depuis\n${prospect.codeInsee};Adhérente;15/03/2014\n27112;résiliée;30/06/2026\n`
    const importId = await preview(gestionnaire, "membres", file)
    expect(await lignes(importId)).toMatchObject([
      { verdict: "modifie", alerte: null },
      { verdict: "modifie", alerte: expect.stringContaining("vérifiez cette fin") },
    ])
    await confirmAll(gestionnaire, { import: importId })
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ value: { appliquees: 2 } })
    expect(await adhesions(prospect.codeInsee)).toEqual([
      { statut: "adherent", depuis: "2014-03-15", jusqua: null, synthetique: false },
    ])
    expect(await adhesions("27112")).toEqual([
      { statut: "adherent", depuis: since, jusqua: "2026-06-30", synthetique: true },
      { statut: "resilie", depuis: "2026-06-30", jusqua: null, synthetique: false },
    ])
  })

  it.each([
    ["an unknown status", "code_insee;statut;statut_depuis\n27157;client;01/01/2026\n", "Le statut « client »"],
    [
      "a member become a prospect",
      "code_insee;statut;statut_depuis\n27157;prospect;01/06/2026\n",
      "ne peut pas devenir",
    ],
    ["a change without its day", "code_insee;statut\n27157;resilie\n", "demande son premier jour"],
    ["a change dated ahead", "code_insee;statut;statut_depuis\n27157;resilie;01/01/2040\n", "dans le futur"],
    [
      "a change before the present situation",
      "code_insee;statut;statut_depuis\n27157;resilie;01/01/1990\n",
      "doit suivre le",
    ],
    [
      "a private body",
      "nom;siren;categorie_juridique;departement\nSARL d'essai;356000000;5499;27\n",
      "organisme privé",
    ],
    [
      "a SIRET with a wrong key",
      "code_insee;siret\n27112;20005824600015\n",
      "SIRET « 20005824600015 » n'est pas valable",
    ],
    ["a SIRET of someone else", "code_insee;siret\n27112;55208131766522\n", "a le SIREN 200058246 dans le registre"],
    ["a SIRET turned into a figure", "code_insee;siret\n27112;2,00058E+13\n", "écriture scientifique"],
    ["a code INSEE without its zero", "code_insee;ville\n1001;Ville\n", "zéro du début"],
    ["codes of two bodies", "code_insee;siren;ville\n27157;200058246;Ville\n", "désignent deux collectivités"],
    ["an unknown body without a name", "code_insee;ville\n27999;Ville\n", "pas dans le registre"],
    ["an unknown identifier", "identifiant;ville\nzzzzzzzzzz;Ville\n", "n'existe pas"],
    ["a wrong mailbox", "code_insee;courriel_officiel\n27112;mairie arobase\n", "n'est pas valable"],
    ["a script", "code_insee;adresse\n27112;<script>alert(1)</script>\n", "« < » ou « > »"],
    ["an overlong address", `code_insee;adresse\n27112;${"a".repeat(201)}\n`, "la limite est de 200"],
  ])("refuses the row of %s, and stores nothing of it in the register", async (_, file, message) => {
    const importId = await preview(gestionnaire, "membres", file)
    expect(await lignes(importId)).toMatchObject([{ verdict: "refuse", erreur: expect.stringContaining(message) }])
    await confirmAll(gestionnaire, { import: importId })
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ refusal: "rien-a-appliquer" })
  })

  it("refuses the second row of one collectivité, whichever code names it", async () => {
    const importId = await preview(gestionnaire, "membres", "code_insee;siren;ville\n27112;;Un\n;200058246;Deux\n")
    expect(await lignes(importId)).toMatchObject([
      { verdict: "modifie" },
      { erreur: expect.stringContaining("déjà à la ligne 2") },
    ])
  })

  it("stores nothing of a file that it cannot read", async () => {
    const count = async () => (await rows(`select count(*)::int as n from import`))[0].n
    const before = await count()
    for (const file of ["", "PK\u0003\u0004", "a\u0000b", "27112;x\n", "code_insee;Code INSEE;ville\n1;2;3\n"]) {
      expect(await prepareImport(gestionnaire, importForm("membres", file))).toMatchObject({ ok: false })
    }
    expect(await count()).toBe(before)
  })

  it("is given up with its rows, and not applied afterwards", async () => {
    const importId = await preview(gestionnaire, "membres", "code_insee;adresse\n27112;Ailleurs\n")
    expect(await abandonImport(gestionnaire, { import: importId })).toMatchObject({ ok: true })
    expect(await lignes(importId)).toEqual([])
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ refusal: "deja-abandonne" })
    expect(await applyImport(gestionnaire, { import: randomUUID() })).toMatchObject({ refusal: "import-introuvable" })
  })

  it("is for billing staff alone", async () => {
    const support = agent({ personneId: randomUUID() }, "support")
    await expect(prepareImport(support, importForm("membres", HEADER + BRETEUIL_ROW))).rejects.toThrow(AccessRefused)
    await expect(applyImport(support, { import: randomUUID() })).rejects.toThrow(AccessRefused)
  })
})
