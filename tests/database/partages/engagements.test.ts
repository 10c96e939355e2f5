import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { findAnalytique, listServicesPostes } from "@/lib/indicateurs/queries/analytique.ts"
import { lignesOf, listLignesFacturees, sumLignesFacturees } from "@/lib/indicateurs/queries/lignes.ts"
import { saveCodes } from "@/lib/operateur/commands/codes.ts"
import { findCodes } from "@/lib/operateur/queries/codes.ts"
import { codesInput } from "@/lib/operateur/schema/codes.ts"
import { correctDepense, recordDepense } from "@/lib/partages/commands/depenses.ts"
import { correctEngagement, recordEngagement, settleEngagement } from "@/lib/partages/commands/engagements.ts"
import { findDepense, listDepenses, sumDepenses } from "@/lib/partages/queries/depenses.ts"
import { findEngagement, listEngagements, sumEngagements } from "@/lib/partages/queries/engagements.ts"
import { correctDepenseInput, correctEngagementInput, depenseInput, engagementInput } from "@/lib/partages/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { sum } from "@/lib/platform/money.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { approveProjet } from "@/lib/titres/commands/decide-projet.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { proposeTitre } from "@/lib/titres/commands/propose-titre.ts"
import { listLignes } from "@/lib/titres/queries/details.ts"
import { correctionInput, titreInput } from "@/lib/titres/schema.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { asFile, onePagePdf } from "@/tests/support/files.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" }, "administrateur")
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const ports = { storage: diskStorage(process.env.DOCUMENT_DIR ?? "/tmp/portail-engagements"), scan: null }
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

function taken<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

const YEAR = 2028
const ORDER = {
  ...{ exercice: String(YEAR), pilier: "", service: "", action: "", fournisseur: "Éditeur", libelle: "Marché du pack" },
  ...{ reference: "BC-12", engageLe: `${YEAR}-02-01`, montantHt: "1000,00" },
}
const order = async (change: Record<string, string> = {}) =>
  taken(await recordEngagement(one, engagementInput.parse({ ...ORDER, ...change }))).id
const BILL = {
  ...{ exercice: String(YEAR), pilier: "", service: "", action: "", nature: "prestation", fournisseur: "Éditeur" },
  ...{ libelle: "Facture", dateFacture: `${YEAR}-03-31`, montantTva: "0" },
}
const bill = (engagement: string, montantHt: string, change: Record<string, string> = {}) =>
  recordDepense(
    one,
    depenseInput.parse({ ...BILL, engagement, montantHt, fichier: asFile(onePagePdf(), "f.pdf"), ...change }),
    ports,
  )
const accounts = () => read(one, (tx) => findAnalytique(tx, YEAR))
const pilierOf = async (nom: string) => (await accounts()).analytique.postes.find((poste) => poste.nom === nom)

let action: string

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  const [row] = await query<{ id: string }>(`select id from budget where action = 'Pack cybersécurité'`)
  action = row?.id ?? ""
}, 60_000)
afterAll(() => owner.end())

describe("what is committed", () => {
  it("takes its part of the budget at once, and gives it up to its bills, then to the budget", async () => {
    const before = await pilierOf("Confiance numérique")
    const engagement = await order({ action })
    const free = async () => {
      const poste = await pilierOf("Confiance numérique")
      return [poste?.cumul, poste?.resteEngage, poste?.resteBudget].map(
        (amount, index) => (amount ?? 0n) - ([before?.cumul, before?.resteEngage, before?.resteBudget][index] ?? 0n),
      )
    }
    expect(await free()).toEqual([0n, 100_000n, -100_000n])
    taken(await bill(engagement, "600,00"))
    expect(await free()).toEqual([60_000n, 40_000n, -100_000n])
    expect(await settleEngagement(one, { engagement })).toMatchObject({ ok: true })
    expect(await free()).toEqual([60_000n, 0n, -60_000n])
    expect(await settleEngagement(one, { engagement })).toMatchObject({ refusal: "engagement-solde" })
    expect(await bill(engagement, "1,00")).toMatchObject({ refusal: "engagement-solde" })
  })

  it("gives its pillar, service and action to its bills, which follow when it is corrected", async () => {
    const engagement = await order({ action })
    const { id } = taken(await bill(engagement, "300,00"))
    expect(await read(one, (tx) => findDepense(tx, id))).toMatchObject({
      ...{ pilier: { id: "confiance-numerique" }, action: { id: action }, engagement: { id: engagement } },
    })
    const change = { ...ORDER, engagement, action: "", service: "dpo-mutualise" }
    expect(
      await correctEngagement(one, correctEngagementInput.parse({ ...change, montantHt: "299,99" })),
    ).toMatchObject({
      refusal: "engagement-deja-facture",
    })
    expect(await correctEngagement(one, correctEngagementInput.parse(change))).toMatchObject({ ok: true })
    expect(await read(one, (tx) => findDepense(tx, id))).toMatchObject({
      service: { slug: "dpo-mutualise" },
      action: null,
    })
    expect(await read(one, (tx) => findEngagement(tx, engagement))).toMatchObject({
      ...{ facture: 30_000n, reste: 70_000n, depenses: [{ id }] },
    })
  })

  it("billed beyond what was ordered, owes nothing more", async () => {
    const engagement = await order({ montantHt: "10" })
    taken(await bill(engagement, "12,50"))
    expect(await read(one, (tx) => findEngagement(tx, engagement))).toMatchObject({ facture: 1250n, reste: 0n })
  })

  it("refuses a bill of another year, an action of another pillar, and what does not exist", async () => {
    const engagement = await order()
    expect(await bill(engagement, "1,00", { exercice: "2029" })).toMatchObject({ refusal: "engagement-autre-exercice" })
    expect(await bill(crypto.randomUUID(), "1,00")).toMatchObject({ refusal: "engagement-inconnu" })
    const wrong = { ...ORDER, action, pilier: "numerique-solidaire" }
    expect(await recordEngagement(one, engagementInput.parse(wrong))).toMatchObject({ refusal: "action-autre-pilier" })
    const [pilier] = await query<{ id: string }>(`select id from budget where niveau = 'pilier' limit 1`)
    for (const unknown of [crypto.randomUUID(), pilier?.id ?? ""])
      expect(await recordEngagement(one, engagementInput.parse({ ...ORDER, action: unknown }))).toMatchObject({
        refusal: "action-inconnue",
      })
  })

  it("keeps a bill that was on it when it was settled, and takes no other", async () => {
    const engagement = await order()
    const { id } = taken(await bill(engagement, "5,00"))
    await settleEngagement(one, { engagement })
    const same = { ...BILL, engagement, montantHt: "6,00", depense: id }
    expect(await correctDepense(one, correctDepenseInput.parse(same), ports)).toMatchObject({ ok: true })
    expect(await read(one, (tx) => findDepense(tx, id))).toMatchObject({
      montantHt: 600n,
      engagement: { id: engagement },
    })
  })
})

describe("the figures of the accounts", () => {
  it("are each the sum of the list that it opens: pillars, actions, years", async () => {
    const { analytique, actions, annees, debut } = await accounts()
    await read(one, async (tx) => {
      for (const { pilierId, cumul, resteEngage } of analytique.postes) {
        const of = { exercice: YEAR, depuis: debut, pilier: pilierId ?? "aucun" }
        expect((await sumDepenses(tx, of)).ht).toBe(cumul)
        expect((await sumEngagements(tx, of)).reste).toBe(resteEngage)
        expect(sum((await listDepenses(tx, of, { limit: 1000 })).map(({ montantHt }) => montantHt))).toBe(cumul)
        expect(sum((await listEngagements(tx, of, { limit: 1000 })).map(({ reste }) => reste))).toBe(resteEngage)
      }
      for (const { id, depense, resteEngage } of actions.filter(({ id: known }) => known !== null)) {
        const of = { exercice: YEAR, depuis: debut, action: id ?? undefined }
        expect((await sumDepenses(tx, of)).ht).toBe(depense)
        expect((await sumEngagements(tx, of)).reste).toBe(resteEngage)
      }
    })
    // Every expense is of one action or of none: parts are in their action already.
    const whole = actions.filter(({ partie }) => !partie)
    expect(sum(whole.map(({ depense }) => depense))).toBe(analytique.total.cumul)
    expect(sum(whole.map(({ resteEngage }) => resteEngage))).toBe(analytique.total.resteEngage)
    const upTo = annees.filter(({ exercice }) => exercice <= YEAR)
    expect(sum(upTo.map(({ depense }) => depense))).toBe(analytique.total.cumul)
    expect([...new Set(annees.map(({ exercice }) => exercice))]).toEqual([2026, 2027, 2028, 2029])
  })

  it("hold the budget of the strategy, pillar by pillar", async () => {
    const { analytique } = await accounts()
    expect(Object.fromEntries(analytique.postes.map(({ nom, budget }) => [nom, budget]))).toEqual({
      "Centre de ressources": 3_800_000n,
      "Pack E-administration": 16_050_000n,
      "Numérique solidaire": 86_280_000n,
      "Confiance numérique": 23_390_000n,
      "Charges générales": null,
    })
  })

  it("do not call mutualised what a few members bear together", async () => {
    const { mutualise } =
      (await read(one, (tx) => listServicesPostes(tx, { debut: 2026, fin: 2026, slug: "dpo-mutualise" })))[0] ?? {}
    expect(mutualise).toBe(0n)
  })
})

describe("a line of a titre", () => {
  it("bears the code of its service, of its pillar or of neither, and keeps it when they change", async () => {
    const codes = { "code-general": "GEN", "code-pilier-confiance-numerique": "CN", "code-service-pack-cyber": "CN-01" }
    expect(await saveCodes(one, codesInput.parse(codes))).toMatchObject({ ok: true })
    const services = await query<{ id: string; slug: string }>(
      `select id, slug from service where slug in ('pack-cyber', 'dpo-mutualise')`,
    )
    const serviceOf = (slug: string) => services.find((row) => row.slug === slug)?.id ?? ""
    const [debiteur] = await query<{ siren: string }>(
      `select siren from collectivite c join adhesion a on a."collectiviteId" = c.id where c.type = 'commune' and a.statut = 'adherent' limit 1`,
    )
    const ligne = (rang: number, service: string) => ({
      [`libelle-${rang}`]: `Ligne ${rang}`,
      [`quantite-${rang}`]: "1",
      [`prixUnitaire-${rang}`]: "10",
      [`tva-${rang}`]: "S-20",
      [`service-${rang}`]: service,
    })
    const projet = taken(
      await proposeTitre(
        other,
        titreInput.parse({
          ...{ debiteur: debiteur?.siren, objet: "Essai", fondement: "Convention", imputation: "", acte: "" },
          ...{ numeroEngagement: "", codeService: "" },
          ...{ ...ligne(1, serviceOf("pack-cyber")), ...ligne(2, serviceOf("dpo-mutualise")), ...ligne(3, "") },
        }),
      ),
    )
    const { titre } = taken(await approveProjet(one, projet))
    const kept = () =>
      query<{ code: string }>(`select "codeAnalytique" as code from titre_ligne where "titreId" = $1 order by rang`, [
        titre,
      ])
    expect((await kept()).map(({ code }) => code)).toEqual(["CN-01", "CN", "GEN"])
    await saveCodes(one, codesInput.parse({ ...codes, "code-general": "", "code-service-pack-cyber": "" }))
    expect((await kept()).map(({ code }) => code)).toEqual(["CN-01", "CN", "GEN"])
    const exercice = new Date().getFullYear()
    const of = lignesOf({ service: "pack-cyber" }, exercice)
    await read(one, async (tx) => {
      const rows = await listLignesFacturees(tx, of)
      expect(rows.map(({ codeAnalytique }) => codeAnalytique)).toContain("CN-01")
      expect(await sumLignesFacturees(tx, of)).toEqual({ nombre: rows.length, ht: sum(rows.map(({ ht }) => ht)) })
    })
  })

  it("bears the code of the experimentation that its beneficiary was chosen for, while it runs", async () => {
    const [essai] = await query<{ id: string; siren: string; serviceId: string }>(
      `select e.id, c.siren, e."serviceId" from experimentation e join experimentation_membre m on m."experimentationId" = e.id
       join collectivite c on c.id = m."collectiviteId" where e.jusqua >= '2026-12-31' limit 1`,
    )
    const [voisin] = await query<{ siren: string }>(
      `select siren from collectivite c where type = 'epci' and not exists (
         select from experimentation_membre m where m."collectiviteId" = c.id) limit 1`,
    )
    if (!essai || !voisin) throw new Error("no experimentation")
    const codes = { "code-service-ia-generative": "IA", [`code-experimentation-${essai.id}`]: "EXP-IA" }
    expect(await saveCodes(one, codesInput.parse(codes))).toMatchObject({ ok: true })
    expect((await read(one, findCodes)).experimentations.find(({ key }) => key === essai.id)?.code).toBe("EXP-IA")
    const [trace] = await query(
      `select apres from journal where evenement = 'operateur.codes' order by id desc limit 1`,
    )
    expect(trace?.apres).toMatchObject({ [essai.id]: "EXP-IA" })
    const billed = async (siren: string) => {
      const input = titreInput.parse({
        ...{ debiteur: siren, objet: "Essai", fondement: "Délibération", imputation: "", acte: "" },
        ...{ numeroEngagement: "", codeService: "", "libelle-1": "Licences d’essai", "quantite-1": "1" },
        ...{ "prixUnitaire-1": "100", "tva-1": "S-20", "service-1": essai.serviceId },
      })
      const { titre } = taken(await approveProjet(one, taken(await proposeTitre(other, input))))
      return titre
    }
    const codeOf = async (titre: string) =>
      (
        await query<{ code: string }>(`select "codeAnalytique" as code from titre_ligne where "titreId" = $1`, [titre])
      )[0]?.code
    const titre = await billed(essai.siren)
    expect(await codeOf(titre)).toBe("EXP-IA")
    expect(await codeOf(await billed(voisin.siren))).toBe("IA")
    const exported = await read(one, (tx) => listLignes(tx, [titre]))
    expect(exported.map(({ codeAnalytique }) => codeAnalytique)).toEqual(["EXP-IA"])

    await query(`update experimentation set jusqua = '2025-12-31' where id = $1`, [essai.id])
    expect(await codeOf(await billed(essai.siren))).toBe("IA")
    expect(await codeOf(titre)).toBe("EXP-IA")
    const asked = correctionInput.parse({
      ...{ titre, etendue: "tout", motif: "Essai arrêté", debiteur: "", justificatif: asFile(onePagePdf(), "p.pdf") },
    })
    const reduction = taken(await proposeCorrection(other, asked, ports))
    const { titre: corrected } = taken(await approveProjet(one, reduction))
    expect(await codeOf(corrected)).toBe("EXP-IA")
  })

  it("refuses a code that no accounting software would take", () => {
    expect(codesInput.safeParse({ "code-general": "a;b" }).error?.issues[0]?.path).toEqual(["code-general"])
  })
})
