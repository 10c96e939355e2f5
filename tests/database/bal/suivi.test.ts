import pg from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { closeCampagne, createCampagne, planVisite } from "@/lib/bal/commands/campagnes.ts"
import { decideCorrection } from "@/lib/bal/commands/decide-correction.ts"
import { declareException, liftException } from "@/lib/bal/commands/exceptions.ts"
import { advanceSignalement, declareSignalement } from "@/lib/bal/commands/signalements.ts"
import { fetchNextSource, setSource } from "@/lib/bal/commands/source.ts"
import { analyse } from "@/lib/bal/jobs/analyse.ts"
import { boundNetwork } from "@/lib/bal/jobs/validator.ts"
import { correctedFile } from "@/lib/bal/queries/corrected-file.ts"
import { findCorrectible, listCorrections, listExceptions } from "@/lib/bal/queries/corrections.ts"
import { listDepartement } from "@/lib/bal/queries/departement.ts"
import { findRapport, listVoies } from "@/lib/bal/queries/report.ts"
import { today } from "@/lib/platform/dates.ts"
import { httpSource } from "@/lib/ports/source-bal.ts"
import { type LocalSource, startLocalSource } from "@/scripts/local/source-bal.ts"
import { People } from "@/tests/support/people.ts"
import { adressesMember, analyseAll, deposit } from "../../support/adresses.ts"
import { csvBal, DEFAUTS, fichierSain, type LigneBal } from "../../support/bal.ts"
import { agent } from "../../support/contexts.ts"

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
let local: LocalSource
beforeAll(async () => {
  await owner.connect()
  local = await startLocalSource()
})
afterAll(async () => {
  await local.close()
  await owner.end()
})
beforeEach(() => owner.query(`update collectivite set "codeInsee" = null`))

const COLLECTIVITE = "essai"
const member = () => adressesMember(owner, { codeInsee: "27112" })
type Member = Awaited<ReturnType<typeof member>>

const rapportOf = async ({ ctx, collectiviteId }: Member) => {
  const rapport = await read(ctx, (tx) => findRapport(tx, collectiviteId, collectiviteId))
  if (!rapport) throw new Error("no report")
  return rapport
}
const firstVoie = async (one: Member, code: string) => {
  const { id } = await rapportOf(one)
  const { rows } = await read(one.ctx, (tx) => listVoies(tx, one.collectiviteId, id, { code, page: 1 }))
  return rows[0]?.id ?? ""
}
const changed = (lignes: LigneBal[], ...names: (keyof typeof DEFAUTS)[]): LigneBal[] => {
  for (const [at, name] of names.entries()) DEFAUTS[name]?.change(lignes, 10 + at * 20)
  return lignes
}

describe("an anomaly that a person declares no error", () => {
  it("leaves the counts and the index, stays so in the next version, and comes back when lifted", async () => {
    const one = await member()
    await deposit(one.ctx, changed(fichierSain(60), "sans_position"))
    const before = await rapportOf(one)
    expect([before.bloquees, before.indice]).toEqual([1, 99.2])
    const code = "portail.position.absente"
    const voie = await firstVoie(one, code)
    for (const other of ["row.longlat_vides", code]) {
      const input = { collectivite: COLLECTIVITE, voie, code: other, ligne: null, motif: "Relevé en cours" }
      expect((await declareException(one.ctx, input)).ok).toBe(true)
    }
    const after = await rapportOf(one)
    expect([after.bloquees, after.ecartees, after.indice]).toEqual([0, 2, 100])
    expect(after.nombres.find((nombre) => nombre.code === code)).toMatchObject({ lignes: 0, ecartees: 1 })

    await deposit(one.ctx, changed(fichierSain(61), "sans_position"))
    const next = await rapportOf(one)
    expect([next.numero, next.bloquees, next.ecartees]).toEqual([2, 0, 2])

    for (const { id } of await read(one.ctx, (tx) => listExceptions(tx, one.collectiviteId, one.collectiviteId))) {
      expect((await liftException(one.ctx, { collectivite: COLLECTIVITE, exception: id })).ok).toBe(true)
    }
    expect((await rapportOf(one)).bloquees).toBe(1)
  })

  it("is declared once, and only where it stands", async () => {
    const one = await member()
    await deposit(one.ctx, changed(fichierSain(60), "segment"))
    const voie = await firstVoie(one, "portail.position.imprecise")
    const input = { collectivite: COLLECTIVITE, voie, code: "portail.position.imprecise", ligne: 12, motif: "Ferme" }
    expect((await declareException(one.ctx, input)).ok).toBe(true)
    expect(await declareException(one.ctx, input)).toMatchObject({ refusal: "deja-ecartee" })
    expect(await declareException(one.ctx, { ...input, code: "portail.doublon.adresse" })).toMatchObject({
      refusal: "anomalie-inconnue",
    })
    expect(await declareException(one.ctx, { ...input, voie: one.collectiviteId })).toMatchObject({ ok: false })
  })
})

describe("the corrected file", () => {
  it("holds what was accepted, nothing else, is valid in the current format, and runs no formula", async () => {
    const one = await member()
    const lignes = changed(fichierSain(60), "orthographe", "doublon")
    ;(lignes[55] as LigneBal).lieudit_complement_nom = "=1+1"
    ;(lignes[56] as LigneBal).date_der_maj = "02/06/2025"
    await deposit(one.ctx, lignes)
    const { id } = await rapportOf(one)
    const proposed = await read(one.ctx, (tx) => listCorrections(tx, one.collectiviteId, id))
    expect(proposed.map(({ proposition }) => proposition.genre)).toEqual(["voie", "doublon", "forme"])
    const file = async () => {
      const found = await read(one.ctx, (tx) => findCorrectible(tx, one.collectiviteId, one.collectiviteId))
      if (!found) throw new Error("no file")
      return correctedFile(found)
    }
    expect((await file()).split("\n")).toHaveLength(63)

    for (const { id: correction, proposition } of proposed) {
      const choix = proposition.genre === "voie" ? proposition.choix[0] : undefined
      const input = { collectivite: COLLECTIVITE, correction, decision: "acceptee" as const, choix }
      expect((await decideCorrection(one.ctx, input)).ok).toBe(true)
    }
    const text = await file()
    expect(text.split("\n")).toHaveLength(62)
    expect(text).not.toMatch(/;(RUE|CHEMIN|IMPASSE|ROUTE|ALLÉE) [A-Z]/)
    expect(text).toContain("2025-06-02")
    expect(text).toContain(";'=1+1;")
    const verdict = await analyse(Buffer.from(text), {
      profil: "1.4",
      contours: new Map(),
      controleBan: boundNetwork(false),
    })
    expect(verdict.valide).toBe(true)
  })

  it("asks which spelling to keep", async () => {
    const one = await member()
    await deposit(one.ctx, changed(fichierSain(60), "orthographe"))
    const { id } = await rapportOf(one)
    const [voie] = await read(one.ctx, (tx) => listCorrections(tx, one.collectiviteId, id))
    const input = { collectivite: COLLECTIVITE, correction: voie?.id ?? "", decision: "acceptee" as const }
    expect(await decideCorrection(one.ctx, input)).toMatchObject({ refusal: "choix-manquant" })
    expect(await decideCorrection(one.ctx, { ...input, choix: "Rue inventée" })).toMatchObject({
      refusal: "choix-manquant",
    })
  })
})

describe("a source", () => {
  const source = () => httpSource({ hotesPermis: [new URL(local.url).host], maxBytes: 1_000_000, limitMs: 800 })
  const due = (collectiviteId: string) =>
    owner.query(`update bal_source set "prochaineLe" = now() - interval '1 minute' where "collectiviteId" = $1`, [
      collectiviteId,
    ])

  it("is fetched, not again while it has not changed, and replaces what was handed in with a notice", async () => {
    const one = await member()
    await deposit(one.ctx, fichierSain(20))
    local.serve(csvBal(fichierSain(30)))
    expect(
      (await setSource(one.ctx, { collectivite: COLLECTIVITE, url: `${local.url}/bal.csv`, frequence: "jour" })).ok,
    ).toBe(true)
    expect(await fetchNextSource({ source: source() })).toMatchObject({ value: { resultat: "nouveau" } })
    await analyseAll()
    expect(await rapportOf(one)).toMatchObject({
      numero: 2,
      adresses: 30,
      avis: [{ auteur: "127.0.0.1", remplace: 1 }],
    })
    expect(await fetchNextSource({ source: source() })).toMatchObject({ refusal: "rien" })
    await due(one.collectiviteId)
    expect(await fetchNextSource({ source: source() })).toMatchObject({ value: { resultat: "inchange" } })
    await analyseAll()
    expect((await rapportOf(one)).numero).toBe(2)
  })

  it.each([
    ["http://169.254.169.254/latest/", "adresse-interdite"],
    ["http://localhost:5432/", "adresse-interdite"],
    ["LOCAL/sans-fin", "trop-gros"],
    ["LOCAL/page", "mauvais-type"],
    ["LOCAL/muet", "trop-lent"],
  ])("at %s is refused, said, and asked less often", async (url, refus) => {
    const one = await member()
    await setSource(one.ctx, { collectivite: COLLECTIVITE, url: url.replace("LOCAL", local.url), frequence: "jour" })
    expect(await fetchNextSource({ source: source() })).toMatchObject({ value: { resultat: refus } })
    const { rows } = await owner.query(
      `select echecs, "prochaineLe" > now() + interval '1 day 12 hours' as later from bal_source where "collectiviteId" = $1`,
      [one.collectiviteId],
    )
    expect(rows).toEqual([{ echecs: 1, later: true }])
  })
})

describe("the operator's desk", () => {
  it("follows a raccordement problem step by step, and tells the second of two", async () => {
    const one = await member()
    const by = agent({ personneId: one.personneId })
    const declared = await declareSignalement(one.ctx, {
      ...{ collectivite: COLLECTIVITE, genre: "fourreau_bouche", adresse: "12 rue du Lavoir" },
      ...{ precisions: null, contact: null },
    })
    if (!declared.ok) throw new Error(declared.refusal)
    const step = { signalement: declared.value.id, reference: "RIP-12", note: null }
    expect((await advanceSignalement(by, { ...step, version: 1, etat: "transmis" })).ok).toBe(true)
    expect(await advanceSignalement(by, { ...step, version: 1, etat: "resolu" })).toMatchObject({
      refusal: "signalement-change",
    })
    expect(await advanceSignalement(by, { ...step, version: 2, etat: "declare" })).toMatchObject({
      refusal: "etape-interdite",
    })
    const { rows } = await owner.query(
      `select etat from bal_signalement_suivi where "signalementId" = $1 order by le, id`,
      [step.signalement],
    )
    expect(rows.map(({ etat }) => etat)).toEqual(["declare", "transmis"])
  })

  it("sees the département by priority, makes a campaign of its first communes, and notes visits", async () => {
    await new People(owner).operateur()
    const one = await member()
    const by = agent({ personneId: one.personneId })
    await deposit(one.ctx, fichierSain(20))
    const rows = await read(by, (tx) => listDepartement(tx, today()))
    expect(rows.map(({ codeInsee, adresses, points }) => [codeInsee, adresses, points])).toEqual([["27112", 20, 0]])
    const created = await createCampagne(by, {
      ...{ nom: "Lot 3", objectif: "Avant la fermeture", nombre: 40, lot: null, echeance: null },
      filtre: undefined,
    })
    if (!created.ok) throw new Error(created.refusal)
    const visite = {
      campagne: created.value.id,
      commune: one.collectiviteId,
      prevue: today(),
      faite: null,
      note: "Avec la mairie",
    }
    expect((await planVisite(by, visite)).ok).toBe(true)
    expect((await closeCampagne(by, { campagne: created.value.id })).ok).toBe(true)
    expect(await planVisite(by, visite)).toMatchObject({ refusal: "commune-inconnue" })
  })
})
