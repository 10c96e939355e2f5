import { beforeAll, describe, expect, it, vi } from "vitest"
import { type Analyse, analyse, Illisible, verdictOf } from "@/lib/bal/jobs/analyse.ts"
import { boundNetwork } from "@/lib/bal/jobs/validator.ts"
import type { Contour } from "@/lib/bal/types.ts"
import { BRETEUIL, csvBal, DEFAUTS, fichierSain } from "../../support/bal.ts"

const offline = boundNetwork(false)

// The validator says on the console that it could not ask the platform.
beforeAll(() => void vi.spyOn(console, "error").mockImplementation(() => {}))

const judged = (text: string | Buffer, contours = new Map<string, Contour>(), profil?: string): Promise<Analyse> =>
  analyse(Buffer.isBuffer(text) ? text : Buffer.from(text), { contours, profil, controleBan: offline })

const linesOf = ({ adresses, anomalies }: Analyse, code: string): number[] =>
  anomalies.flatMap((found, rang) =>
    found.some((anomalie) => anomalie.code === code) ? [adresses[rang]?.ligne ?? -1] : [],
  )

describe("a sound file", () => {
  it("has nothing to report and an index of 100", async () => {
    const verdict = verdictOf(await judged(csvBal(fichierSain(120))))
    expect(verdict).toMatchObject({ profil: "1.3", valide: true, lignes: 120, indice: 100 })
    expect(verdict.erreurs.filter(({ gravite, code }) => gravite !== "I" || code.startsWith("portail."))).toEqual([])
  })

  it("says what was not checked: the national platform and the outline of the commune", async () => {
    const { nonVerifie } = verdictOf(await judged(csvBal(fichierSain(20))))
    expect(nonVerifie.map(({ code }) => code)).toEqual([
      "row.cog_no_match_id_ban_commune",
      "portail.position.hors_commune",
    ])
  })
})

describe("a known defect", () => {
  it.each(Object.entries(DEFAUTS))("%s is found at its line, and only there", async (_name, { code, change }) => {
    const lignes = fichierSain(120)
    const expected = change(lignes, 46)
    expect(linesOf(await judged(csvBal(lignes)), code)).toEqual(expected.map((rang) => rang + 2))
  })

  it("a gap in the numbering is found after it", async () => {
    const lignes = fichierSain(40, BRETEUIL, 40).filter(({ numero }) => Number(numero) <= 12 || Number(numero) >= 25)
    const found = linesOf(await judged(csvBal(lignes)), "portail.numerotation.trou")
    expect(found).toEqual(
      [
        lignes.findIndex(({ numero }) => numero === "25") + 2,
        lignes.findIndex(({ numero }) => numero === "26") + 2,
      ].sort((a, b) => a - b),
    )
  })

  it("a position outside the outline is found once the outline is known, fifty metres apart", async () => {
    const { long, lat } = BRETEUIL
    const square: Contour = [
      [
        [
          [long - 0.01, lat - 0.01],
          [long + 0.005, lat - 0.01],
          [long + 0.005, lat + 0.01],
          [long - 0.01, lat + 0.01],
        ],
      ],
    ]
    const done = await judged(csvBal(fichierSain(40)), new Map([["27112", square]]))
    const outside = linesOf(done, "portail.position.hors_commune")
    expect(outside.length).toBeGreaterThan(0)
    expect(outside.length).toBeLessThan(20)
    expect(done.nonVerifie.map(({ code }) => code)).not.toContain("portail.position.hors_commune")
  })
})

const EURE = `cle_interop;commune_insee;commune_nom;commune_deleguee_insee;commune_deleguee_nom;voie_nom;lieudit_complement_nom;numero;suffixe;position;x;y;long;lat;cad_parcelles;source;date_der_maj;certification_commune
27229_0010_00001;27229;Évreux;;;Rue de la Harpe;;1;;entrée;;;1.1508;49.0241;;Mairie;2024-05-01;1
27229_0010_00003;27229;Évreux;;;Rue de la Harpe;;3;bis;;;;1.1510;49.0242;;Mairie;2024-05-01;0
27229_0010_00005;27229;Évreux;;;Rue de la Harpe;;5;;entrée;;;;;;Mairie;2024-05-01;0
27229_0010_00005;27229;Évreux;;;Rue de la Harpe;;5;;entrée;;;1.1511;49.0243;;Mairie;2024-05-01;0
27229_0020_00000;27229;Evreux;;;RUE DU PARC;;0;;entrée;;;1.1512;49.0244;;Mairie;2024-05-01;0
27229_b001_99999;27229;Évreux;;;Le Hameau;;99999;;segment;;;1.1513;49.0245;;Mairie;2024-05-01;1
27229_0030_00007;27229;Évreux;;;Rue Neuve;Le Bourg;7;;Entree;;;1,1514;49,0246;;;2008-05-01;2
27229_0030_00009;27229;Évreux;;;;;9;;bâtiment;;;1.1515;49.0247;;Mairie;01/05/2024;0
27229_0030_00012;27229;Évreux;;;Rue Neuve;;11;;logement;;;1.1515;49.0247;;Mairie;2024-05-01;0
27229_0030_00013;27229;Évreux;;;Rue Neuve;;13 ;;logement;;;11.15;12.02;;Mairie;2024-05-01;0
27676_0030_00013;27676;Vernon;;;Rue Neuve;;13;;entrée;;;1.48;49.09;;Mairie;2024-05-01;0
`

describe("the worked example of the domain", () => {
  it("has six valid rows of eleven in profile 1.4, seven errors and twelve warnings on rows", async () => {
    const done = await judged(EURE, new Map(), "1.4")
    expect(done.report.rows.map(({ isValid }, line) => (isValid ? line : -1)).filter((line) => line >= 0)).toEqual([
      0, 1, 3, 4, 5, 10,
    ])
    const levels = verdictOf(done).erreurs.filter(({ code, ligne }) => ligne !== null && !code.startsWith("portail."))
    expect(levels.filter(({ gravite }) => gravite === "E")).toHaveLength(7)
    expect(levels.filter(({ gravite }) => gravite === "W")).toHaveLength(12)
  })

  it("has one double address, which the validator does not report", async () => {
    expect(linesOf(await judged(EURE), "portail.doublon.adresse")).toEqual([4, 5])
  })
})

describe("what is not a BAL", () => {
  it.each([
    ["an archive", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...Array(200).fill(0)])],
    ["a text without columns", Buffer.from("bonjour\n")],
    ["open quotes", Buffer.from(`${csvBal(fichierSain(3))}"27112_0001`)],
  ])("%s cannot be read", async (_name, bytes) => {
    await expect(judged(bytes)).rejects.toBeInstanceOf(Illisible)
  })

  it("a header alone is read and refused", async () => {
    const verdict = verdictOf(await judged(csvBal([])))
    expect(verdict).toMatchObject({ valide: false, lignes: 0, indice: null })
    expect(verdict.erreurs).toContainEqual({ code: "rows.empty", ligne: null, gravite: "E" })
  })
})
