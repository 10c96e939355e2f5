import { expect, it } from "vitest"
import { compareComptes, ecartOf, readComptes } from "@/lib/outils/rules/comptes.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readComptes(bytes(text))

it("reads a provider's list, whatever the order of its columns, and sets aside what it cannot read with its reason", () => {
  const said = read(`\ufeffNom;Courriel;Collectivité;Profil;Dernier usage
Anne;ANNE@mairie.fr;27112;Agent;2026-11-02
Paul;paul@mairie.fr;27112;;
;;;;
Anne;anne@mairie.fr;27112;Agent;
Zoé;pas-une-adresse;27112;;
Luc;luc@mairie.fr;;;
Eva;eva@mairie.fr;27112;<b>;
Ida;ida@mairie.fr;27112;;02/11/2026`)
  expect(said).toMatchObject({
    ok: true,
    value: {
      comptes: [
        { ligne: 2, courriel: "anne@mairie.fr", profil: "Agent", dernierUsageLe: "2026-11-02" },
        { ligne: 3, courriel: "paul@mairie.fr", profil: null, dernierUsageLe: null },
      ],
      ecartees: [
        { ligne: 5, raison: "même compte deux fois" },
        { ligne: 6, raison: "adresse électronique illisible" },
        { ligne: 7, raison: "sans collectivité" },
        { ligne: 8, raison: "signes < ou >" },
        { ligne: 9, raison: "date de dernier usage illisible (AAAA-MM-JJ)" },
      ],
    },
  })
})

it("refuses what is no list of accounts", () => {
  expect(read("courriel;nom\na@b.fr;A\n")).toMatchObject({
    refusal: "colonnes-absentes",
    details: { colonnes: "collectivite" },
  })
  expect(readComptes(Uint8Array.of(0xff, 0xfe, 0x00))).toMatchObject({ refusal: "fichier-illisible" })
  expect(read("collectivite;courriel;nom\0")).toMatchObject({ refusal: "fichier-illisible" })
})

it("sets the two sides beside each other by address, whatever the case", () => {
  const droits = [
    { courriel: "anne@mairie.fr", nom: "Anne", profil: "Agent" },
    { courriel: "paul@mairie.fr", nom: "Paul", profil: "Référent" },
    { courriel: "ida@mairie.fr", nom: "Ida", profil: "Agent" },
  ]
  const compte = (courriel: string, profil: string | null) => ({
    courriel,
    nom: courriel,
    profil,
    dernierUsageLe: null,
  })
  const comptes = [compte("ANNE@mairie.fr", "agent"), compte("paul@mairie.fr", "Agent"), compte("luc@mairie.fr", null)]
  expect(compareComptes(droits, comptes)).toEqual({
    sansDroit: [comptes[2]],
    sansCompte: [droits[2]],
    profils: [{ nom: "Paul", ici: "Référent", outil: "Agent" }],
  })
  expect(compareComptes(droits.slice(0, 1), comptes.slice(0, 1))).toEqual({
    sansDroit: [],
    sansCompte: [],
    profils: [],
  })
})

it("says how far the provider's count is from the persons named, and nothing where it never counted", () => {
  expect([ecartOf(4, 3), ecartOf(2, 3), ecartOf(0, 0), ecartOf(null, 3)]).toEqual([1, -1, 0, null])
})
