import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { changeRegle } from "@/lib/operateur/commands/change-regle.ts"
import { saveApparence, saveFacturation, saveIdentite, savePublication } from "@/lib/operateur/commands/settings.ts"
import { findLogo, findReglages, listRegles } from "@/lib/operateur/queries/reglages.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { conservationWords } from "@/lib/operateur/rules.ts"
import { regleInput } from "@/lib/operateur/schema/regle.ts"
import { apparenceInput, facturationInput, identiteInput, publicationInput } from "@/lib/operateur/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const administrateur = agent({ personneId: randomUUID() }, "administrateur")
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

const reglages = () => read(administrateur, findReglages)
const version = async () => (await reglages()).version
const lastTrace = async (evenement: string) =>
  (await client.query("select avant, apres from journal where evenement = $1 order by le desc limit 1", [evenement]))
    .rows[0]

const identite = async (more: Record<string, string>) =>
  identiteInput.parse({
    version: await version(),
    nom: "Opérateur d'essai",
    marque: "Essai",
    adresse: "1 rue",
    codePostal: "27000",
    ville: "Évreux",
    ...more,
  })
const facturation = async (more: Record<string, string>) => {
  const known = await reglages()
  const text = (value: string | number | null) => String(value ?? "")
  return facturationInput.parse({
    version: known.version,
    population: `${known.populationGenre}-${known.populationMillesime}`,
    budget: known.budget,
    serie: known.serie,
    premierNumero: text(known.premierNumero),
    premierBordereau: text(known.premierBordereau),
    serieMandats: known.serieMandats,
    imputationMandats: known.imputationMandats,
    imputation: known.imputation,
    partMembres: text(known.partMembres),
    delaiPaiement: text(known.delaiPaiement),
    ordonnateurQualite: known.ordonnateurQualite,
    comptableNom: known.comptableNom,
    moyensPaiement: known.moyensPaiement,
    voiesRecours: known.voiesRecours,
    ...more,
  })
}

describe("the operator's settings", () => {
  it("keep what changed in the journal, and only that", async () => {
    expect(await saveIdentite(administrateur, await identite({ marque: "Nouvelle marque" }))).toEqual({
      ok: true,
      value: undefined,
    })
    expect((await reglages()).marque).toBe("Nouvelle marque")
    const trace = await lastTrace("operateur.updated")
    expect(trace.apres).toMatchObject({ marque: "Nouvelle marque" })
    expect(trace.apres).not.toHaveProperty("ville")
  })

  it("set which part of the mutualised costs the members pay, from 0 to 100 %", async () => {
    expect((await saveFacturation(administrateur, await facturation({ partMembres: "40,5" }))).ok).toBe(true)
    expect((await reglages()).partMembres).toBe("40.5")
    expect(await lastTrace("operateur.updated")).toMatchObject({
      avant: { partMembres: "50" },
      apres: { partMembres: "40.5" },
    })
    expect((await saveFacturation(administrateur, await facturation({ partMembres: "50,00" }))).ok).toBe(true)
    await expect(facturation({ partMembres: "100,01" })).rejects.toThrow("Une part va de 0 à 100 %.")
  })

  it("refuse the SIRET of another body, and a form read before another's change", async () => {
    const other = await identite({ siren: "200058246", siret: "20099999300013" })
    expect(await saveIdentite(administrateur, other)).toMatchObject({ refusal: "siret-autre-siren" })
    const late = await identite({})
    await saveIdentite(administrateur, await identite({ ville: "Vernon" }))
    expect(await saveIdentite(administrateur, late)).toMatchObject({ refusal: "reglages-modifies" })
  })

  it("keep a logo by its bytes, and give it up when asked", async () => {
    const form = async (more: Record<string, unknown>) =>
      apparenceInput.parse({ version: await version(), accent: "#274690", ...more })
    const svg = new File(["<svg onload='alert(1)'/>"], "logo.png", { type: "image/png" })
    expect(await saveApparence(administrateur, await form({ logo: svg }))).toMatchObject({ refusal: "logo-format" })
    expect(await read(administrateur, findLogo)).toBeNull()

    expect(await saveApparence(administrateur, await form({ logo: new File([PNG], "x.svg") }))).toMatchObject({
      ok: true,
    })
    const logo = await read(administrateur, findLogo)
    expect(logo?.type).toBe("image/png")
    expect([...(logo?.bytes ?? [])]).toEqual([...PNG])
    expect((await reglages()).accent).toBe("#274690")

    expect(await saveApparence(administrateur, await form({ retirerLogo: "oui" }))).toMatchObject({ ok: true })
    expect(await read(administrateur, findLogo)).toBeNull()
  })

  it("take a population that the data hold, and no other", async () => {
    expect(await saveFacturation(administrateur, await facturation({ population: "totale-1999" }))).toMatchObject({
      refusal: "population-inconnue",
    })
    expect(await saveFacturation(administrateur, await facturation({ population: "municipale-2023" }))).toMatchObject({
      ok: true,
    })
    expect(await reglages()).toMatchObject({ populationGenre: "municipale", populationMillesime: 2023 })
    expect((await reglages()).approbationSecondePersonne).toBe(false)
  })

  it("say who hosts the portal and how long things are kept, or that nobody decided it", async () => {
    const said = publicationInput.parse({
      version: await version(),
      hebergeurNom: "Hébergeur d'essai",
      hebergeurAdresse: "1 rue du Centre, 27000 Évreux",
      conservationTitresAns: "10",
      conservationComptesMois: "",
    })
    expect(await savePublication(administrateur, said)).toMatchObject({ ok: true })
    const file = await read(PUBLIC, findOperateurFile)
    expect(file.hebergeurNom).toBe("Hébergeur d'essai")
    expect(conservationWords(file).map(({ duration }) => duration)).toEqual([null, null, null, "10\u00a0ans"])
  })

  it("are for administrators", async () => {
    const gestionnaire = agent({ personneId: randomUUID() })
    await expect(saveIdentite(gestionnaire, await identite({}))).rejects.toThrow(AccessRefused)
  })
})

describe("a rule of cotisation", () => {
  it("begins on its day and ends the former, which stays", async () => {
    const deliberation = await voteDeliberation(administrateur)
    const input = regleInput.parse({
      ...{ type: "commune", mode: "taux_population", taux: "0,1234", depuis: "2027-01-01", deliberation },
    })
    expect(await changeRegle(administrateur, input)).toMatchObject({ ok: true })
    const communes = (await read(administrateur, listRegles)).filter(({ type }) => type === "commune")
    expect(
      communes.map((regle) => [regle.mode === "taux_population" && regle.taux, regle.depuis, regle.jusqua]),
    ).toEqual([
      ["0.1234", "2027-01-01", null],
      ["0.1", "2024-01-01", "2027-01-01"],
    ])
    expect(await changeRegle(administrateur, input)).toMatchObject({
      refusal: "regle-anterieure",
      details: { depuis: "1er janvier 2027" },
    })
  })

  it("is a flat amount in cents, or nothing", async () => {
    const shared = { depuis: "2027-01-01", deliberation: await voteDeliberation(administrateur) }
    const flat = regleInput.parse({ type: "epci", mode: "forfait", montant: "500,50", ...shared })
    await changeRegle(administrateur, flat)
    await changeRegle(administrateur, regleInput.parse({ type: "autre", mode: "aucune", ...shared }))
    const regles = await read(administrateur, listRegles)
    expect(regles.find(({ type, jusqua }) => type === "epci" && !jusqua)).toMatchObject({
      montant: 50_050n,
      mode: "forfait",
    })
    expect(regles.find(({ type, jusqua }) => type === "autre" && !jusqua)).toMatchObject({ mode: "aucune" })
  })
})
