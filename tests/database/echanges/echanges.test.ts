import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { correctDepot, retryDepot } from "@/lib/echanges/commands/decide-depot.ts"
import { sendNextDepot } from "@/lib/echanges/commands/deposit.ts"
import { followNextDepot } from "@/lib/echanges/commands/follow-depots.ts"
import { importAcquit, transmitPes } from "@/lib/echanges/commands/follow-pes.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { openDepots } from "@/lib/echanges/commands/open-depots.ts"
import { type BordereauAFaire, listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { type ChorusPort, httpChorus } from "@/lib/ports/chorus.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { type ChorusFault, startChorus } from "@/scripts/local/chorus.ts"
import { acquitOf } from "@/tests/support/acquit.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const storage = diskStorage(process.env.DOCUMENT_DIR ?? "")
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query(text, values)).rows as T[]

let server: Awaited<ReturnType<typeof startChorus>>
let chorus: ChorusPort
const identity = { clientId: "portail", clientSecret: "secret-secret", login: "TECH", password: "mot" }

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  await giveSirets(owner)
  const port = await freePort()
  server = await startChorus({
    port,
    clientId: "portail",
    clientSecret: "secret-secret",
    account: "TECH:mot",
    stepMs: 0,
  })
  chorus = httpChorus({
    ...identity,
    apiUrl: `${server.url}/cpro/`,
    oauthUrl: `${server.url}/api/oauth/token`,
    demonstration: true,
    timeoutMs: 800,
  })
}, 120_000)
afterAll(async () => {
  await owner.end()
  await server.close()
})

/** Twelve members only: what is tried here does not grow with their number. */
async function issue(exercice: number, canal: "pes" | "depot"): Promise<void> {
  await owner.query(`update operateur set "canalParDefaut" = $1`, [canal])
  const made = await createCampagne(one, {
    exercice,
    taux: decimal("0.10"),
    genre: "totale",
    millesime: 2022,
    dateEmission: calendarDate(`${exercice}-03-01`),
    echeance: calendarDate(`${exercice}-03-31`),
  })
  if (!made.ok) throw new Error(made.refusal)
  const campagne = made.value.id
  await owner.query(
    `update campagne_ligne set decision = case when id in (select id from campagne_ligne where "campagneId" = $1 and montant > 0
       order by id limit 12) then 'inclure' else 'exclure' end::decision_ligne, "decisionMotif" = 'essai' where "campagneId" = $1`,
    [campagne],
  )
  await requestApproval(one, { campagne })
  await approveCampagne(other, { campagne })
  expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
  while ((await issueNextTranche()).ok);
  const pool = openTitrePdfPool(1)
  while ((await storeNextTranche({ storage, pool })).ok);
  await pool.close()
}

const etats = async () =>
  Object.fromEntries(
    (await rows<{ etat: string; n: number }>(`select etat, count(*)::int as n from depot group by etat`)).map(
      ({ etat, n }) => [etat, n],
    ),
  )

describe("a bordereau for Hélios", () => {
  let key: BordereauAFaire
  let file: { id: string; nom: string }

  it("is put in a file once, with every titre of its channel and the sums of the database", async () => {
    await issue(2031, "pes")
    const [waiting] = await read(one, listBordereauxAFaire)
    if (!waiting) throw new Error("nothing waits")
    key = waiting
    expect(waiting).toMatchObject({ exercice: 2031, genre: "ordinaire", titres: 12, sansDocument: 0 })
    const both = await Promise.all([makePes(one, key, { storage }), makePes(other, key, { storage })])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await read(one, listBordereauxAFaire)).toEqual([])
    const [made] = await rows<{ id: string; nom: string; ht: string; pieces: number; titres: string }>(
      `select f.id, f.nom, f."montantHt"::text as ht, (select count(*)::int from pes_piece where "fichierId" = f.id) as pieces,
        (select sum("montantTtc")::text from titre where exercice = 2031) as titres from pes_fichier f`,
    )
    expect(made).toMatchObject({ pieces: 12 })
    expect(made?.ht).toBe(made?.titres)
    file = { id: made?.id ?? "", nom: made?.nom ?? "" }
  })

  it("is transmitted by a person, and its answer is refused before that", async () => {
    const answer = acquitOf({ nomFichier: file.nom, accepte: true })
    expect(await importAcquit(one, { bytes: answer, nom: "a.xml" })).toMatchObject({ refusal: "acquit-non-transmis" })
    expect(await transmitPes(one, { fichier: file.id })).toMatchObject({ ok: true })
    expect(await transmitPes(one, { fichier: file.id })).toMatchObject({ refusal: "deja-transmis" })
  })

  it("refuses the answer to somebody else's file, or about what is not in it, and changes nothing", async () => {
    const before = await rows(`select count(*) from titre_suivi`)
    const refusals = [
      [{ nomFichier: "PESALR2_99999999900012_2031.xml", accepte: true }, "acquit-inconnu"],
      [{ nomFichier: file.nom, siret: "99999999900012", accepte: true }, "acquit-autre-emetteur"],
      [{ nomFichier: file.nom, bordereau: key.bordereau + 1, accepte: true }, "acquit-autre-bordereau"],
      [{ nomFichier: file.nom, accepte: false, pieces: [{ numero: 999_999, libelle: "?" }] }, "acquit-piece-inconnue"],
    ] as const
    for (const [of, refusal] of refusals)
      expect(
        await importAcquit(one, { bytes: acquitOf(of as Parameters<typeof acquitOf>[0]), nom: "a.xml" }),
      ).toMatchObject({ refusal })
    expect(await importAcquit(one, { bytes: Buffer.from("a;b"), nom: "a.csv" })).toMatchObject({
      refusal: "acquit-illisible",
    })
    expect(await rows(`select count(*) from titre_suivi`)).toEqual(before)
  })

  it("takes an answer pièce by pièce, once, and lets only the refused ones leave again", async () => {
    const [refused] = await rows<{ numero: number }>(
      `select numero from titre where exercice = 2031 order by numero limit 1`,
    )
    const numero = refused?.numero ?? 0
    const answer = acquitOf({
      nomFichier: file.nom,
      accepte: false,
      pieces: [{ numero, libelle: "Tiers non identifié" }],
    })
    expect(await importAcquit(one, { bytes: answer, nom: "a.xml" })).toMatchObject({
      value: { accepte: true, rejets: 1, deja: false },
    })
    expect(await importAcquit(one, { bytes: answer, nom: "a.xml" })).toMatchObject({ value: { deja: true } })
    const whole = acquitOf({ nomFichier: file.nom, accepte: true })
    expect(await importAcquit(one, { bytes: whole, nom: "b.xml" })).toMatchObject({ refusal: "acquit-contraire" })
    const last = await rows<{ etat: string; n: number }>(
      `select etat, count(*)::int as n from (select distinct on (s."titreId") s.etat from titre_suivi s join titre t
        on t."collectiviteId" = s."collectiviteId" and t.id = s."titreId" where t.exercice = 2031 order by s."titreId", s.le desc, s.id desc) x
       group by etat order by etat`,
    )
    expect(last).toEqual([
      { etat: "pris_en_charge", n: 11 },
      { etat: "rejete", n: 1 },
    ])
    expect(await read(one, listBordereauxAFaire)).toMatchObject([{ titres: 1, refuses: 1 }])
    expect(await makePes(one, key, { storage })).toMatchObject({ value: { fichiers: 1, titres: 1 } })
    expect(await makePes(one, key, { storage })).toMatchObject({ refusal: "rien-a-envoyer" })
  })

  it("is refused by the database a second time, and a titre of that channel can have no deposit", async () => {
    const [piece] = await rows<Record<string, string>>(`select * from pes_piece where essai = 1 limit 1`)
    const again = `insert into pes_piece ("collectiviteId", "titreId", "fichierId", essai) values ($1, $2, $3, $4)`
    for (const essai of [1, 2])
      await expect(
        owner.query(again, [piece?.collectiviteId, piece?.titreId, piece?.fichierId, essai]),
      ).rejects.toThrow()
    await expect(
      owner.query(`insert into depot ("collectiviteId", "titreId", "nomFichier") values ($1, $2, 'double.pdf')`, [
        piece?.collectiviteId,
        piece?.titreId,
      ]),
    ).rejects.toThrow(/foreign key/)
  })

  it("is made by those who bill only", async () => {
    const [row] = await rows<{ id: string }>(`select id from collectivite limit 1`)
    const member = membre({ personneId: "01900000-0000-7000-8000-000000000003" }, row?.id ?? "")
    await expect(makePes(member, key)).rejects.toThrow()
    await expect(
      makePes(agent({ personneId: "01900000-0000-7000-8000-000000000004" }, "support"), key),
    ).rejects.toThrow()
  })
})

describe("a deposit at Chorus Pro", () => {
  const ready = () =>
    owner.query(
      `update depot set "prochainEssaiLe" = now() - interval '1 second' where etat not in ('mis_a_disposition', 'a_corriger')`,
    )
  const send = async (fault: ChorusFault = "none") => {
    server.state.fault = fault
    await ready()
    const sent = await sendNextDepot({ chorus, storage })
    server.state.fault = "none"
    return sent.ok ? sent.value.etat : "rien"
  }

  beforeAll(async () => {
    await issue(2032, "depot")
    expect(await openDepots()).toMatchObject({ value: { depots: 12 } })
    expect(await openDepots()).toMatchObject({ ok: false })
    // One at a time, so that each test below knows which.
    await owner.query(`update depot set "prochainEssaiLe" = now() + interval '1 day'`)
  }, 60_000)

  it.each([
    ["down", "a_deposer", 0],
    ["wrong-token", "a_corriger", 0],
    ["unknown-siret", "a_corriger", 0],
    ["service-required", "a_corriger", 0],
    ["engagement-required", "a_corriger", 0],
    ["slow", "incertain", 0],
    ["cut", "incertain", 1],
    ["lost", "incertain", 1],
  ] as const)("survives %s: %s, and Chorus Pro took %d", async (fault, etat, taken) => {
    const before = server.state.depots
    const [row] = await rows<{ id: string }>(`select id from depot where etat = 'a_deposer' order by "titreId" limit 1`)
    server.state.fault = fault
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [row?.id])
    const sent = await sendNextDepot({ chorus, storage })
    server.state.fault = "none"
    expect(sent).toMatchObject({ value: { etat } })
    expect(server.state.depots - before).toBe(taken)
    const [after] = await rows<{ etat: string; message: string | null }>(
      `select etat, message from depot where id = $1`,
      [row?.id],
    )
    expect(after?.etat).toBe(etat)
    expect(after?.message).toMatch(/\w+/)

    // Once the service is well again, or a person has acted, it is there exactly once.
    if (etat === "a_corriger") {
      const act =
        fault === "service-required" || fault === "engagement-required"
          ? await correctDepot(
              one,
              { depot: row?.id ?? "", codeService: "NUMERIQUE", numeroEngagement: "EJ-1" },
              storage,
            )
          : await retryDepot(one, { depot: row?.id ?? "" })
      expect(act).toMatchObject({ ok: true })
    }
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [row?.id])
    expect(await sendNextDepot({ chorus, storage })).toMatchObject({ value: { etat: "depose" } })
    expect(server.state.depots - before).toBe(1)
    await owner.query(`update depot set "prochainEssaiLe" = now() + interval '1 day' where id = $1`, [row?.id])
  })

  it("is followed until its addressee has it, and says so in order", async () => {
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where etat = 'depose'`)
    while ((await followNextDepot(chorus)).ok);
    expect(await etats()).toEqual({ a_deposer: 4, mis_a_disposition: 8 })
    const [path] = await rows<{ etats: string[] }>(
      `select array_agg(s.etat::text order by s.le, s.id) as etats from depot_suivi s join depot d on d.id = s."depotId"
       where d.etat = 'mis_a_disposition' and not exists (select from depot_suivi x where x."depotId" = d.id and x.etat = 'a_corriger') group by d.id limit 1`,
    )
    expect(path?.etats.at(0)).toBe("a_deposer")
    expect(path?.etats.slice(-3)).toEqual(["depose", "integre", "mis_a_disposition"])
  })

  it("carries the service and the engagement that a person added, in a file of its own", async () => {
    const corrected = await rows<{ taille: number }>(
      `select f.taille from depot d join fichier_operateur f on f.id = d."fichierId" where d."codeService" = 'NUMERIQUE'`,
    )
    expect(corrected).toHaveLength(2)
    expect(await rows(`select from document where version > 1 and genre = 'titre'`)).toEqual([])
  })

  it("refused by Chorus Pro after it was taken, it waits for a person and can leave again", async () => {
    expect(await send("reject")).toBe("depose")
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where etat = 'depose'`)
    await followNextDepot(chorus)
    const [refused] = await rows<{ id: string; message: string }>(`select id, message from depot where etat = 'rejete'`)
    expect(refused?.message).toContain("cadre de facturation")
    expect(await retryDepot(one, { depot: refused?.id ?? "" })).toMatchObject({ ok: true })
    expect(await retryDepot(one, { depot: refused?.id ?? "" })).toMatchObject({ refusal: "depot-en-cours" })
  })

  it("refused as a duplicate of what Chorus Pro has already, it is that one, and nobody has to act", async () => {
    const [row] = await rows<{ id: string; reference: string }>(
      `select d.id, concat_ws('-', t.exercice, t.serie, t.numero) as reference from depot d
       join titre t on t."collectiviteId" = d."collectiviteId" and t.id = d."titreId" where d.etat = 'a_deposer' order by t.numero desc limit 1`,
    )
    const [id, facture] = [row?.id ?? "", row?.reference ?? ""]
    const first = { numero: "CPP-MAIN", nomFichier: "main.pdf", facture, acheteur: "", depuis: 0, erreur: null }
    server.state.flux.push(first)
    await owner.query(`update depot set "prochainEssaiLe" = now() + interval '1 day'`)
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [id])
    expect(await sendNextDepot({ chorus, storage })).toMatchObject({ value: { etat: "depose" } })
    await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [id])
    expect(await followNextDepot(chorus)).toMatchObject({ value: { etat: "integre" } })
    const [after] = await rows(`select etat, "numeroFlux", message from depot where id = $1`, [id])
    expect(after).toMatchObject({
      etat: "integre",
      numeroFlux: "CPP-MAIN",
      message: expect.stringContaining("doublon"),
    })
    expect(await retryDepot(one, { depot: id })).toMatchObject({ refusal: "depot-en-cours" })
  })

  it("is sent once by two workers at the same time", async () => {
    await ready()
    const before = server.state.depots
    const sent = await Promise.all(Array.from({ length: 8 }, () => sendNextDepot({ chorus, storage })))
    expect(sent.filter(({ ok }) => ok)).toHaveLength(3)
    expect(server.state.depots - before).toBe(3)
    const numbers = server.state.flux.filter(({ erreur }) => !erreur).map(({ facture }) => facture)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toHaveLength(12)
  })
})
