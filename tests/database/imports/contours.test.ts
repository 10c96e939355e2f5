import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { listPlaces } from "@/lib/bal/queries/departement.ts"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { prepareImport } from "@/lib/imports/commands/prepare.ts"
import { MAX_BYTES_CONTOURS } from "@/lib/imports/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { adressesMember, analyseAll, deposit } from "@/tests/support/adresses.ts"
import { DEFAUTS, fichierSain } from "@/tests/support/bal.ts"
import { agent } from "@/tests/support/contexts.ts"
import { aUnTrou, centreDe, collection, enDeux, FAUTES, feature, geometrieDe, TROU } from "@/tests/support/contours.ts"
import { importForm, preview } from "@/tests/support/imports.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const rows = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows
let codes: string[] = []

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  codes = (
    await rows(`select "codeInsee" as code from collectivite where type = 'commune' and departement = '27' order by 1`)
  ).map(({ code }) => code)
})
afterAll(() => client.end())

const verdicts = (importId: string) =>
  rows(
    `select ligne, verdict, erreurs -> 0 ->> 'message' as dit from import_ligne where "importId" = $1 order by ligne`,
    importId,
  )

describe("a file of the outlines of a département", () => {
  it("is read whole: polygons, parts, holes; and says of each row that is none why", async () => {
    expect(codes.length).toBeGreaterThan(500)
    const sound = codes.map((code, rang) => feature(code, geometrieDe(rang)))
    const text = collection([
      ...sound,
      feature(String(codes[0]), geometrieDe(0)),
      ...FAUTES.map((faute) => faute.feature),
    ])
    const importId = await preview(gestionnaire, "contours", text)
    const judged = await verdicts(importId)
    expect(judged.slice(0, codes.length).filter(({ verdict }) => verdict !== "nouveau")).toEqual([])
    expect(judged[codes.length]).toMatchObject({ verdict: "refuse", dit: expect.stringContaining("déjà à la ligne 1") })
    for (const [i, { dit }] of FAUTES.entries()) {
      const said = judged[codes.length + 1 + i]
      if (dit === "hors_territoire") expect(said).toMatchObject({ verdict: dit })
      else expect(said).toMatchObject({ verdict: "refuse", dit: expect.stringMatching(dit) })
    }
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ value: { appliquees: codes.length } })
  })

  it("places every commune on the map, its holes and parts kept, in less than two megabytes", async () => {
    const places = await read(gestionnaire, (tx) => listPlaces(tx))
    expect(places.filter(({ contour }) => contour !== null)).toHaveLength(codes.length)
    const ids = await rows(`select id, "codeInsee" as code from collectivite where "codeInsee" = any ($1)`, codes)
    const rangs = new Map(ids.map(({ id, code }) => [id, codes.indexOf(code)]))
    for (const { concerneId, contour } of places) {
      const rang = rangs.get(concerneId) ?? -1
      expect(contour?.length, `parts of ${codes[rang]}`).toBe(enDeux(rang) ? 2 : 1)
      expect(contour?.[0]?.length, `rings of ${codes[rang]}`).toBe(aUnTrou(rang) ? 2 : 1)
    }
    expect(JSON.stringify(places).length).toBeLessThan(2_000_000)
  })

  it("again changes nothing, and centres in CSV complete it without erasing an outline", async () => {
    const again = await preview(
      gestionnaire,
      "contours",
      collection(codes.map((code, rang) => feature(code, geometrieDe(rang)))),
    )
    expect((await verdicts(again)).filter(({ verdict }) => verdict !== "identique")).toEqual([])
    const csv = ["code;long;lat;lot", ...codes.map((code, rang) => `${code};${centreDe(rang).join(";")};3`)].join(
      "\r\n",
    )
    const centres = await preview(gestionnaire, "contours", csv.replaceAll(".", ","))
    expect(await applyImport(gestionnaire, { import: centres })).toMatchObject({ value: { appliquees: codes.length } })
    const [kept] = await rows(
      "select count(*)::int as n from bal_commune where contour is not null and long is not null and lot = '3'",
    )
    expect(kept.n).toBe(codes.length)
  })

  it("is refused as a whole where it is none, or heavier than the server reads", async () => {
    const refused = async (content: string) => {
      const done = await prepareImport(gestionnaire, importForm("contours", content))
      return done.ok ? null : done.refusal
    }
    expect(await refused('{"type":"Topology","objects":{}}')).toBe("geojson-illisible")
    expect(await refused('{"type":"FeatureCollection","features":[')).toBe("geojson-illisible")
    expect(await refused('{"type":"FeatureCollection","features":[]}')).toBe("aucune-ligne")
    expect(await refused(" ".repeat(MAX_BYTES_CONTOURS + 1))).toBe("fichier-trop-gros")
  })
})

describe("addresses of a commune whose outline is loaded", () => {
  it("are judged by it: what was not checked before is, in a new version of the same file", async () => {
    await client.query(`update collectivite set "codeInsee" = null where "codeInsee" = '27003'`)
    // The demonstration's own files would be judged first.
    await client.query(`update bal_depot set etat = 'illisible', motif = 'structure' where etat = 'recu'`)
    const { ctx, collectiviteId } = await adressesMember(client, { codeInsee: "27003" })
    const [long, lat] = centreDe(3)
    // The street begins in the hole at the middle, another commune's, and goes on in its own.
    const lignes = fichierSain(60, { insee: "27003", nom: "Aigleville", long: long - TROU / 2, lat })
    DEFAUTS.orthographe?.change(lignes, 30)
    await deposit(ctx, lignes)
    const corrections = () =>
      rows(
        `select c.etat, c.genre from bal_correction c join bal_version v on v.id = c."versionId" and v.courante
         where c."collectiviteId" = $1 order by c.rang`,
        collectiviteId,
      )
    const proposed = await corrections()
    expect(proposed.length).toBeGreaterThan(0)
    await client.query(`update bal_correction set etat = 'ecartee', "decideLe" = now() where "collectiviteId" = $1`, [
      collectiviteId,
    ])
    const before = await versions(collectiviteId)
    expect(before).toMatchObject([{ numero: 1 }])
    expect(JSON.stringify(before[0]?.nonVerifie)).toContain("portail.position.hors_commune")

    const importId = await preview(gestionnaire, "contours", collection([feature("27003", geometrieDe(3))]))
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ ok: true })
    expect(await rows(`select etat from bal_depot where "collectiviteId" = $1`, collectiviteId)).toEqual([
      { etat: "recu" },
    ])
    await analyseAll()
    const [, after] = await versions(collectiviteId)
    expect(after).toMatchObject({ numero: 2, courante: true })
    expect(after?.nombres).toContainEqual(
      expect.objectContaining({ code: "portail.position.hors_commune", lignes: 27 }),
    )
    expect(JSON.stringify(after?.nonVerifie)).not.toContain("portail.position.hors_commune")
    expect(await corrections(), "what was decided stays decided").toEqual(
      proposed.map(({ genre }) => ({ genre, etat: "ecartee" })),
    )
    expect(await rows(`select 1 from bal_avis where "collectiviteId" = $1`, collectiviteId)).toEqual([])
  })
})

const versions = (collectiviteId: string) =>
  rows(
    `select numero, courante, nombres, "nonVerifie" from bal_version where "collectiviteId" = $1 order by numero`,
    collectiviteId,
  )
