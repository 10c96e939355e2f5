import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type MembreContext, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { addContrat, addInfrastructure, addPreuve, reviseContrat } from "@/lib/loyers/commands.ts"
import { listInfrastructures } from "@/lib/loyers/queries.ts"
import { computeLoyer, isProved } from "@/lib/loyers/rules.ts"
import { revisionInput } from "@/lib/loyers/schema.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { addTauxLegal, draftBareme, publishBareme } from "@/lib/redevances/commands/bareme.ts"
import { applyImport, leaveImport, matchColumns, prepareImport } from "@/lib/redevances/commands/import.ts"
import { remindDeadlines } from "@/lib/redevances/commands/remind.ts"
import { findRedevances } from "@/lib/redevances/queries/commune.ts"
import { findImport } from "@/lib/redevances/queries/imports.ts"
import { listBaremes } from "@/lib/redevances/queries/reference.ts"
import {
  applyImport as applyTelecom,
  matchColumns as matchTelecom,
  prepareImport as prepareTelecom,
} from "@/lib/telecom/commands/import.ts"
import { addLigne, retireLigne } from "@/lib/telecom/commands/lignes.ts"
import { findTelecomImport } from "@/lib/telecom/queries/imports.ts"
import { listLignes } from "@/lib/telecom/queries/lignes.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { pdf } from "@/tests/support/files.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const BRETEUIL = stableId("collectivite", "27112")
const ORANGE = stableId("operateur-telecom", "orange")
const publicId = stablePublicId("27112")
const year = yearOf(today())
const PORTS = { storage: documentStorage(), scan: null }

const base = membre({ personneId: personneId("secretaire.breteuil") }, BRETEUIL)
const [mine] = base.liens
const secretaire: MembreContext = { ...base, liens: [{ ...mine, publicId }] }
const staff = agent({ personneId: personneId("gestionnaire") })
const support = agent({ personneId: personneId("support") }, "support")

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

describe("a file of statements", () => {
  const csv = (text: string) => new File([text], "etat.csv", { type: "text/csv" })
  const prepared = async (text: string) => {
    const answer = await prepareImport(secretaire, { collectivite: publicId, annee: year + 1, fichier: csv(text) })
    if (!answer.ok) throw new Error(answer.refusal)
    return answer.value.id
  }
  const rowsOf = async (id: string) => (await read(secretaire, (tx) => findImport(tx, BRETEUIL, id)))?.lignes ?? []

  it("records what is good and confirmed, answers the rest, and keeps the answers", async () => {
    const id = await prepared(
      `Opérateur;Souterrain (km);Aérien (km);Total km\nOrange;"12,4 km";850 m;\nInconnu;3;;\nSFR;-2;;\nDélégataire RIP;1;2;5\n;;;\nFrance Télécom;7;;\n`,
    )
    expect((await rowsOf(id)).map(({ verdict }) => verdict)).toEqual([
      "a_confirmer",
      "refusee",
      "refusee",
      "refusee",
      "refusee",
    ])
    expect(await applyImport(secretaire, { collectivite: publicId, import: id, confirmees: [2] })).toMatchObject({
      ok: true,
    })
    const { lignes } = await read(secretaire, (tx) => findRedevances(tx, BRETEUIL, today()))
    const next = lignes.filter(({ annee }) => annee === year + 1)
    expect(next.map(({ operateur }) => operateur)).toEqual(["Orange"])
    const kept = await read(secretaire, (tx) => findImport(tx, BRETEUIL, id))
    expect(kept).toMatchObject({ etat: "enregistre" })
    expect(kept?.lignes).toHaveLength(5)
    expect(await applyImport(secretaire, { collectivite: publicId, import: id, confirmees: [] })).toMatchObject({
      refusal: "import-inconnu",
    })
  })

  it("replaces a recorded statement only when that row is confirmed", async () => {
    const id = await prepared(`Opérateur;Année;Aérien\nOrange;${year + 1};9\n`)
    expect((await rowsOf(id))[0]?.verdict).toBe("a_confirmer")
    const apply = (confirmees: number[]) => applyImport(secretaire, { collectivite: publicId, import: id, confirmees })
    expect(await apply([])).toMatchObject({ refusal: "aucune-ligne-bonne" })
    expect(await apply([2])).toMatchObject({ ok: true })
  })

  it("is read again with the columns that a person chose, and can be left", async () => {
    const id = await prepared("A;B\nSFR;4,5\n")
    expect((await rowsOf(id))[0]?.verdict).toBe("refusee")
    const input = { collectivite: publicId, import: id }
    expect(await matchColumns(secretaire, { ...input, correspondance: { operateur: 0 } })).toMatchObject({
      refusal: "colonnes-absentes",
    })
    expect(await matchColumns(secretaire, { ...input, correspondance: { operateur: 0, aerien: 1 } })).toMatchObject({
      ok: true,
    })
    expect((await rowsOf(id))[0]).toMatchObject({ verdict: "bonne", operateur: "SFR" })
    expect((await leaveImport(secretaire, input)).ok).toBe(true)
    expect(await leaveImport(secretaire, input)).toMatchObject({ refusal: "import-inconnu" })
  })
})

describe("a barème", () => {
  const typed = {
    ...{ annee: 2025, souterrainKm: decimal("48.65"), aerienKm: decimal("64.87"), empriseM2: decimal("32.44") },
    ...{ nonRoutierKm: decimal("1621.81"), nonRoutierM2: decimal("1054.17"), coefficient: null },
    source: "Essai : valeurs inventées",
  }
  const known = async () => (await read(staff, (tx) => listBaremes(tx))).map(({ annee }) => annee)

  it("counts only once published, by somebody who may", async () => {
    await expect(draftBareme(support, typed)).rejects.toThrow(AccessRefused)
    const draft = await draftBareme(staff, typed)
    if (!draft.ok) throw new Error(draft.refusal)
    expect(await draftBareme(staff, typed)).toMatchObject({ refusal: "bareme-existant" })
    expect(await known()).not.toContain(2025)
    expect(await publishBareme(staff, { bareme: draft.value.id, acte: "publier" })).toMatchObject({ ok: true })
    expect(await known()).toContain(2025)
    expect(await publishBareme(staff, { bareme: draft.value.id, acte: "ecarter" })).toMatchObject({
      refusal: "bareme-inconnu",
    })
  })

  it("is replaced by another, never changed", async () => {
    const draft = await draftBareme(staff, { ...typed, souterrainKm: decimal("48.66") })
    if (!draft.ok) throw new Error(draft.refusal)
    await publishBareme(staff, { bareme: draft.value.id, acte: "publier" })
    const { rows } = await owner.query(
      `select etat, count(*)::int from bareme_rodp where annee = 2025 group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { etat: "publie", count: 1 },
      { etat: "remplace", count: 1 },
    ])
  })

  it("and a legal rate are known once", async () => {
    const input = { annee: 2026, semestre: 1 as const, taux: decimal("2.50"), source: "Essai" }
    expect(await addTauxLegal(staff, input)).toMatchObject({ ok: true })
    expect(await addTauxLegal(staff, input)).toMatchObject({ refusal: "taux-legal-existant" })
  })
})

it("the team is told before the last day, once a kind of reminder", async () => {
  const told = async () =>
    (
      await owner.query(
        `select genre, count(distinct "objetId")::int as n from notification where "collectiviteId" = $1 and genre like 'redevance-%' group by 1`,
        [BRETEUIL],
      )
    ).rows
  const ctx = systeme("redevances.veille", "operateur")
  const count = await remindDeadlines(ctx)
  const due = today() >= addDays(calendarDate(`${year}-12-31`), -60)
  expect(count > 0).toBe(due)
  const before = await told()
  expect(before.length > 0).toBe(due)
  await remindDeadlines(ctx)
  expect(await told()).toEqual(before)
})

describe("rents and lines", () => {
  it("ownership, operators present, contracts and revisions make the rent of a year", async () => {
    const added = await addInfrastructure(secretaire, {
      ...{ collectivite: publicId, nom: "Lotissement d'essai", genre: "lotissement", lieu: null, metres: 500 },
    })
    if (!added.ok) throw new Error(added.refusal)
    const { infrastructure } = added.value
    const contrat = {
      ...{ collectivite: publicId, infrastructure, operateur: ORANGE, reference: "C-1", metres: 400, fin: null },
      ...{ tarifMetre: decimal("1.00"), debut: calendarDate("2024-01-01"), indice: null, indiceBase: null },
    }
    expect(await addContrat(secretaire, { ...contrat, metres: 600 })).toMatchObject({ refusal: "metres-en-trop" })
    expect(await addContrat(secretaire, contrat)).toMatchObject({ ok: true })
    const find = async () =>
      (await read(secretaire, (tx) => listInfrastructures(tx, BRETEUIL))).find(({ id }) => id === infrastructure)
    const before = await find()
    expect(isProved(before?.preuves ?? [])).toBe(false)
    const [mine] = before?.contrats ?? []
    if (!mine) throw new Error("no contract")
    const revision = {
      ...{
        collectivite: publicId,
        contrat: mine.id,
        tarifMetre: decimal("1.10"),
        motif: "Avenant",
        indiceValeur: null,
      },
    }
    expect(await reviseContrat(secretaire, { ...revision, effet: calendarDate("2023-01-01") })).toMatchObject({
      refusal: "revision-avant",
    })
    expect(await reviseContrat(secretaire, { ...revision, effet: calendarDate("2025-01-01") })).toMatchObject({
      ok: true,
    })
    const preuve = {
      nature: "marche_travaux" as const,
      reference: "M-1",
      date: calendarDate("2010-01-01"),
      conserve: "Archives",
      fichier: null,
    }
    expect(await addPreuve(secretaire, { collectivite: publicId, infrastructure, ...preuve })).toMatchObject({
      ok: true,
    })
    const after = await find()
    expect(isProved(after?.preuves ?? [])).toBe(true)
    const [revised] = after?.contrats ?? []
    if (!revised) throw new Error("no contract")
    expect(computeLoyer(revised, 2024).total).toBe(40000n)
    expect(computeLoyer(revised, 2025).total).toBe(44000n)
  })

  it("a rent that follows an index changes with its value, and one that follows none asks for a price", async () => {
    const added = await addInfrastructure(secretaire, {
      ...{ collectivite: publicId, nom: "Zone indexée", genre: "zone_activite", lieu: null, metres: 500 },
    })
    if (!added.ok) throw new Error(added.refusal)
    const { infrastructure } = added.value
    const contrat = {
      ...{ collectivite: publicId, infrastructure, operateur: ORANGE, reference: "C-2", metres: 400, fin: null },
      ...{
        tarifMetre: decimal("0.85"),
        debut: calendarDate("2024-01-01"),
        indice: "TP01",
        indiceBase: decimal("128.1"),
      },
    }
    await addContrat(secretaire, contrat)
    await addContrat(secretaire, { ...contrat, reference: "C-3", indice: null, indiceBase: null })
    const find = async (reference: string) =>
      (await read(secretaire, (tx) => listInfrastructures(tx, BRETEUIL)))
        .find(({ id }) => id === infrastructure)
        ?.contrats.find((one) => one.reference === reference)
    const revise = async (reference: string) =>
      reviseContrat(secretaire, {
        ...{ collectivite: publicId, contrat: (await find(reference))?.id ?? "", effet: calendarDate("2025-01-01") },
        ...{ tarifMetre: null, indiceValeur: decimal("132.4"), motif: null },
      })
    expect(await revise("C-2")).toMatchObject({ ok: true })
    expect(await revise("C-3")).toMatchObject({ refusal: "sans-indice" })
    // A typing mistake that no price can bear is said beside its field.
    const mistaken = revisionInput.parse({
      ...{ collectivite: publicId, contrat: (await find("C-2"))?.id, effet: "2026-01-01", indiceValeur: "9999999,9" },
    })
    await owner.query(`update loyer_contrat set "tarifMetre" = 900 where reference = 'C-2'`)
    expect(await reviseContrat(secretaire, mistaken)).toMatchObject({ refusal: "prix-impossible" })
    await owner.query(`update loyer_contrat set "tarifMetre" = 0.85 where reference = 'C-2'`)
    expect(revisionInput.safeParse({ ...mistaken, indiceValeur: "10000000" }).success).toBe(false)
    expect(revisionInput.safeParse({ ...mistaken, indiceValeur: "", tarifMetre: "1000000", motif: "x" }).success).toBe(
      false,
    )
    // 0,85 × 132,4 ÷ 128,1 = 0,878532…
    expect((await find("C-2"))?.revisions).toMatchObject([
      { tarifMetre: "0.8785", motif: "Indice TP01 : 128,1 au début, 132,4 à la révision" },
    ])
  })

  it("a proof brings its document, which is refused as another deposit would be, and nothing of it stays then", async () => {
    const [row] = (await read(secretaire, (tx) => listInfrastructures(tx, BRETEUIL))).filter(
      ({ preuves }) => preuves.length === 0,
    )
    const find = async () =>
      (await read(secretaire, (tx) => listInfrastructures(tx, BRETEUIL))).find(({ id }) => id === row?.id)
    const preuve = (fichier: File) => ({
      ...{
        collectivite: publicId,
        infrastructure: row?.id ?? "",
        nature: "retrocession" as const,
        reference: "Acte 12",
      },
      ...{ date: calendarDate("2012-03-05"), conserve: "Notaire", fichier },
    })
    const program = new File([Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], "acte.pdf")
    expect((await addPreuve(secretaire, preuve(program), PORTS)).ok).toBe(false)
    expect((await find())?.preuves).toEqual([])
    const scan = new File([Uint8Array.from(await pdf())], "acte.pdf", { type: "application/pdf" })
    expect(await addPreuve(secretaire, preuve(scan), PORTS)).toMatchObject({ ok: true })
    expect((await find())?.preuves).toMatchObject([{ reference: "Acte 12", document: { etat: "disponible" } }])
  })

  it("a line enters the inventory and leaves it once", async () => {
    const added = await addLigne(secretaire, {
      ...{ collectivite: publicId, site: "Mairie", libelle: "Essai", genre: "fixe", fournisseur: "Orange" },
      ...{ montantMensuel: decimal("45.90"), cuivre: true, inutilisee: false, engagementJusqua: null },
    })
    if (!added.ok) throw new Error(added.refusal)
    const mine = (await read(secretaire, (tx) => listLignes(tx, BRETEUIL))).find(({ id }) => id === added.value.id)
    expect(mine).toMatchObject({ montantMensuel: 4590n, utilisee: true })
    const target = { collectivite: publicId, ligne: added.value.id }
    expect((await retireLigne(secretaire, target)).ok).toBe(true)
    expect(await retireLigne(secretaire, target)).toMatchObject({ refusal: "ligne-inconnue" })
  })

  it("a file of lines enters the inventory once, row by row, and only what is sure or confirmed", async () => {
    const csv =
      "Site;Ligne;Type;Opérateur;Prix mensuel\nÉcole;Alarme 2;fixe;Orange;23,90\n;Box 2;ADSL;Orange;39\nAtelier;Fax;fixe;Orange;-5\n"
    const file = new File([csv], "lignes.csv", { type: "text/csv" })
    const prepared = await prepareTelecom(secretaire, { collectivite: publicId, fichier: file })
    if (!prepared.ok) throw new Error(prepared.refusal)
    const { id } = prepared.value
    const names = async () => (await read(secretaire, (tx) => listLignes(tx, BRETEUIL))).map(({ libelle }) => libelle)
    const target = { collectivite: publicId, import: id }
    expect(await names()).not.toContain("Alarme 2")
    expect(await matchTelecom(secretaire, { ...target, correspondance: { site: 0 } })).toMatchObject({
      refusal: "colonnes-absentes",
    })
    const before = await names()
    expect(await applyTelecom(secretaire, { ...target, confirmees: [4] })).toMatchObject({ ok: true })
    expect(await names()).toHaveLength(before.length + 1)
    expect(await names()).toContain("Alarme 2")
    expect(await applyTelecom(secretaire, { ...target, confirmees: [3] })).toMatchObject({ refusal: "import-inconnu" })
    const kept = await read(secretaire, (tx) => findTelecomImport(tx, BRETEUIL, id))
    expect(kept?.lignes.map(({ verdict, reprise }) => [verdict, reprise])).toEqual([
      ["bonne", true],
      ["a_confirmer", false],
      ["refusee", false],
    ])
  })
})
