import { expect, it } from "vitest"
import { checkOuverture, initiationUrl, lastUsageOf, placeOf } from "@/lib/outils/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

const now = new Date("2026-11-22T10:00:00Z")
const arret = (debut: string, fin: string) => ({
  id: "1",
  debut: new Date(debut),
  fin: new Date(fin),
  objet: "Mise à jour.",
})
const outil = {
  souscription: { id: "1", etat: "en_service" as const },
  droit: { id: "1", profil: "Agent", depuis: calendarDate("2026-01-01"), jusqua: null },
  ...{ suspendu: false, perturbation: null, adresse: "https://outil.example/", arrets: [] },
}

it("opens to who has a right, while the tool is in service, neither closed nor stopped", () => {
  expect(checkOuverture(outil, now)).toEqual({ ok: true, value: { adresse: "https://outil.example/" } })
  const refusal = (change: object) => checkOuverture({ ...outil, ...change }, now)
  expect(refusal({ souscription: null })).toMatchObject({ refusal: "service-absent" })
  expect(refusal({ souscription: { id: "1", etat: "approuvee" } })).toMatchObject({ refusal: "service-absent" })
  expect(refusal({ droit: null })).toMatchObject({ refusal: "droit-absent" })
  expect(refusal({ suspendu: true, perturbation: "Panne." })).toMatchObject({
    refusal: "outil-suspendu",
    details: { perturbation: "Panne." },
  })
  expect(refusal({ adresse: null })).toMatchObject({ refusal: "adresse-absente" })
  expect(refusal({ droit: null, suspendu: true }), "what is hers to ask for comes first").toMatchObject({
    refusal: "droit-absent",
  })
})

it("stays shut from the first instant of a stop to the last, and not around it", () => {
  const at = (debut: string, fin: string) => checkOuverture({ ...outil, arrets: [arret(debut, fin)] }, now)
  expect(at("2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z")).toMatchObject({
    refusal: "arret-en-cours",
    details: { objet: "Mise à jour." },
  })
  expect(at("2026-11-22T08:00:00Z", "2026-11-22T10:00:00Z").ok).toBe(true)
  expect(at("2026-11-22T10:00:01Z", "2026-11-22T12:00:00Z").ok).toBe(true)
})

it("places a tool with who may open it, with her collectivité, or with what nobody has asked for", () => {
  expect(placeOf(outil)).toBe("a_moi")
  expect(placeOf({ ...outil, droit: null })).toBe("sans_moi")
  expect(placeOf({ ...outil, souscription: null })).toBe("a_decouvrir")
})

it("knows the last day of use by whoever knows it later, the portal or the provider", () => {
  const acces = { comptes: 1, identifiant: null, certificatJusqua: null }
  const day = calendarDate
  const known = { acces: { ...acces, dernierUsageLe: day("2026-11-02") }, reprises: [], dernierUsageLe: null }
  expect(lastUsageOf(known)).toBe("2026-11-02")
  expect(lastUsageOf({ ...known, dernierUsageLe: day("2026-11-20") })).toBe("2026-11-20")
  expect(lastUsageOf({ acces: null, reprises: [], dernierUsageLe: null })).toBeNull()
})

it("begins a sign-in at the tool with who asks, for which collectivité and where to land, beside what is in its address", () => {
  const url = new URL(
    initiationUrl("https://outil.example/login?client=eure", {
      ...{
        issuer: "https://portail.example/api/sso",
        hint: "abcdefghjk",
        target: "https://outil.example/accueil?a=1&b=2",
      },
    }),
  )
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client: "eure",
    iss: "https://portail.example/api/sso",
    login_hint: "abcdefghjk",
    target_link_uri: "https://outil.example/accueil?a=1&b=2",
  })
})
