import { describe, expect, it } from "vitest"
import { type Dossier, etapesOf as dossierEtapes } from "@/lib/adhesions/rules/etapes.ts"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import {
  type Attente,
  type Avancement,
  type Changement,
  currentEtapes,
  type Etape,
  etapesOf,
} from "@/lib/souscriptions/rules/etapes.ts"

const day = calendarDate
const DEMANDE = day("2026-03-02")

const file = (over: Partial<Avancement> = {}): Avancement => ({
  ...{ etat: "a_approuver", demandeLe: DEMANDE, approuveeLe: day("2026-03-10"), dateSouhaitee: day("2026-05-01") },
  ...{
    approbation: true,
    attentes: [],
    changements: [],
    exigeConvention: true,
    convention: null,
    restantes: 2,
    ...over,
  },
})
const attente = (over: Partial<Attente> = {}): Attente => ({
  ...{ cle: "service", option: null, depuis: DEMANDE, propose: null, accepte: false, ...over },
})
const changed = (over: Partial<Changement> = {}): Partial<Avancement> => ({
  etat: "en_service",
  changements: [
    {
      ...{ id: "c", etat: "a_approuver", demande: true, demandeLe: DEMANDE, approbation: true },
      ...{ approuveeLe: day("2026-03-10"), acte: null, ...over },
    },
  ],
})
const said = (etapes: readonly Etape[]) =>
  currentEtapes(etapes).map(({ quoi, acteur, avant, enRetard }) => [quoi, acteur, avant, enRetard])
const on = (over: Partial<Avancement>, today: string) => said(etapesOf(file(over), day(today)))

describe("each step of a souscription has who owes it, its day, and is late after it", () => {
  const signed = { etat: "contresigne", aSignerAvant: day("2026-04-01") }

  it.each<[string, Partial<Avancement>, string, string, string]>([
    ["the approval", {}, "Approbation de la dépense", "collectivite", "2026-03-17"],
    ["the quote", { attentes: [attente()] }, "Devis", "operateur", "2026-03-17"],
    [
      "a quote again, once refused",
      { attentes: [attente({ depuis: day("2026-04-01") })] },
      "Devis",
      "operateur",
      "2026-04-16",
    ],
    [
      "its acceptance",
      { attentes: [attente({ propose: day("2026-04-30") })] },
      "Acceptation du devis",
      "collectivite",
      "2026-04-30",
    ],
    ["the convention to write", { etat: "approuvee" }, "Convention à établir", "operateur", "2026-03-17"],
    [
      "the convention to sign",
      { etat: "approuvee", convention: { ...signed, etat: "a_signer" } },
      ...(["Signature de la convention", "collectivite", "2026-04-01"] as const),
    ],
    [
      "the operator's signature",
      { etat: "approuvee", convention: { ...signed, etat: "signe" } },
      ...(["Signature de l’opérateur", "operateur", "2026-04-01"] as const),
    ],
    [
      "its tasks",
      { etat: "approuvee", convention: signed },
      "Préparation : 2 tâches restantes",
      "operateur",
      "2026-05-01",
    ],
    [
      "the opening",
      { etat: "approuvee", convention: signed, restantes: 0 },
      "Mise en service",
      "operateur",
      "2026-05-01",
    ],
    [
      "an option on quote of what runs",
      { etat: "en_service", attentes: [attente({ cle: "o", option: "Reprise" })] },
      ...(["Devis : Reprise", "operateur", "2026-03-17"] as const),
    ],
    ["the approval of a change", changed(), "Approbation du changement", "collectivite", "2026-03-17"],
    ["its avenant to draw up", changed({ etat: "demandee" }), "Avenant à établir", "operateur", "2026-03-17"],
    [
      "its avenant to produce",
      changed({ etat: "etablie", acte: { ...signed, etat: "a_generer" } }),
      ...(["Avenant à établir", "operateur", "2026-03-17"] as const),
    ],
    [
      "its avenant to sign",
      changed({ etat: "etablie", acte: { ...signed, etat: "a_signer" } }),
      ...(["Signature de l’avenant", "collectivite", "2026-04-01"] as const),
    ],
    [
      "the operator's signature of it",
      changed({ etat: "etablie", acte: { ...signed, etat: "signe" } }),
      ...(["Signature de l’avenant par l’opérateur", "operateur", "2026-04-01"] as const),
    ],
  ])("%s", (_what, over, quoi, acteur, avant) => {
    expect(on(over, avant)).toEqual([[quoi, acteur, avant, false]])
    expect(on(over, addDays(day(avant), 1))).toEqual([[quoi, acteur, avant, true]])
  })

  it("nothing is awaited of what is over", () => {
    for (const etat of ["refusee", "annulee", "terminee"] as const)
      expect(on({ ...changed(), etat, attentes: [attente({ propose: day("2026-04-30") })] }, "2027-01-01")).toEqual([])
  })
})

describe("each step of a membership too", () => {
  const dossier = (over: Partial<Dossier> = {}): Dossier => ({
    ...{ etat: "en_preparation", ouvertLe: DEMANDE, bougeLe: day("2026-03-20"), deliberee: false, representant: false },
    ...{ dateEffet: null, charte: null, premiereDue: false, retraitEffetLe: null, ...over },
  })
  const voted = { deliberee: true }
  const named = { ...voted, representant: true, dateEffet: day("2026-06-01") }
  const charte = { etat: "a_signer", aSignerAvant: day("2026-05-01") }

  it.each<[string, Partial<Dossier>, string, string, string]>([
    ["the council's vote", {}, "Délibération du conseil", "collectivite", "2026-05-31"],
    ["who signs", voted, "Signataire et date d’effet", "operateur", "2026-04-04"],
    ["the charte to write", named, "Charte à établir, catalogue annexé", "operateur", "2026-04-04"],
    [
      "the charte to sign",
      { ...named, etat: "en_signature", charte },
      "Signature de la charte",
      "collectivite",
      "2026-05-01",
    ],
    [
      "the operator's signature",
      { ...named, etat: "en_signature", charte: { ...charte, etat: "signe" } },
      ...(["Signature de l’opérateur", "operateur", "2026-05-01"] as const),
    ],
    ["its effect", { ...named, etat: "conclu" }, "Prise d’effet", "operateur", "2026-06-01"],
    [
      "the first titre",
      { ...named, etat: "en_vigueur", premiereDue: true },
      ...(["Titre de la première cotisation", "operateur", "2026-07-01"] as const),
    ],
    [
      "its end",
      { ...named, etat: "retrait_demande", retraitEffetLe: day("2026-12-31") },
      "Fin de l’adhésion",
      "operateur",
      "2026-12-31",
    ],
  ])("%s", (_what, over, quoi, acteur, avant) => {
    expect(said(dossierEtapes(dossier(over), day(avant)))).toEqual([[quoi, acteur, avant, false]])
    expect(said(dossierEtapes(dossier(over), addDays(day(avant), 1)))).toEqual([[quoi, acteur, avant, true]])
  })
})

it("what runs without a convention here has none of its steps; given one since, it waits for its signatures", () => {
  const keys = (over: Partial<Avancement>) =>
    etapesOf(file({ etat: "en_service", ...over }), DEMANDE).map(({ cle }) => cle)
  expect(keys({})).not.toContain("convention")
  const convention = { etat: "a_signer", aSignerAvant: day("2026-04-01") }
  expect(keys({ convention })).toContain("convention")
  expect(on({ etat: "en_service", convention }, "2026-04-02")).toEqual([
    ["Signature de la convention", "collectivite", "2026-04-01", true],
  ])
})
