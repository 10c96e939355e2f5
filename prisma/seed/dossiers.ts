import { addDays, type CalendarDate, calendarDate, yearOf } from "@/lib/platform/dates.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

const INVENTED = "(donnée de démonstration)"

/**
 * Requests and memberships under way, invented, one at each stage that needs no signed document: on the last communes by
 * code, which no other part of the demonstration uses.
 */
export function dossierRows(prospects: readonly string[], members: readonly string[], day: CalendarDate) {
  const [nouvelle, suivie, acceptee, votee, abandonnee] = last(prospects, 5)
  const [enVigueur, enRetrait] = last(members, 2)
  const demandes: Row[] = [
    ...demande(nouvelle, "recue", addDays(day, -1)),
    ...demande(suivie, "en_cours", addDays(day, -6)),
    ...demande(acceptee, "acceptee", addDays(day, -12)),
  ]
  const dossiers: Row[] = [
    ...dossier(acceptee, "en_preparation", addDays(day, -10), {
      demandeAdhesionId: acceptee ? stableId("demande-adhesion", acceptee) : null,
    }),
    ...dossier(votee, "en_preparation", addDays(day, -20), {
      deliberationNumero: "2026-18",
      deliberationLe: addDays(day, -15),
    }),
    ...dossier(abandonnee, "abandonne", addDays(day, -90), {}),
    ...dossier(enVigueur, "en_vigueur", addDays(day, -400), inForce(day)),
    ...dossier(enRetrait, "retrait_demande", addDays(day, -400), {
      ...inForce(day),
      retraitDemandeLe: addDays(day, -30),
      retraitEffetLe: calendarDate(`${yearOf(day) + 1}-12-31`),
      retraitMotif: `Choix du conseil ${INVENTED}`,
      retraitDeliberation: "2026-21",
    }),
  ]
  return { demandes, dossiers, suivis: dossiers.map(suiviOf) }
}

const last = (codes: readonly string[], count: number): readonly (string | undefined)[] =>
  [...codes].sort().slice(-count)

const inForce = (day: CalendarDate): Row => ({
  deliberationNumero: "2023-41",
  deliberationLe: "2023-11-14",
  dateEffet: "2024-01-01",
  renouveleeLe: `${yearOf(day) + 1}-01-01`,
})

const demande = (code: string | undefined, etat: string, le: CalendarDate): Row[] =>
  code === undefined
    ? []
    : [
        {
          collectiviteId: stableId("collectivite", code),
          id: stableId("demande-adhesion", code),
          contactNom: "Secrétariat de mairie",
          contactFonction: "Secrétaire de mairie",
          contactCourriel: `mairie.${code}@demo.invalid`,
          categorieJuridique: "7210",
          message: `Nous souhaitons connaître les étapes ${INVENTED}.`,
          etat,
          recueLe: `${le}T09:00:00Z`,
          ...(etat === "recue"
            ? {}
            : { decideParId: personneId("gestionnaire"), decideLe: `${addDays(le, 1)}T09:00:00Z` }),
        },
      ]

const dossier = (code: string | undefined, etat: string, le: CalendarDate, over: Row): Row[] =>
  code === undefined
    ? []
    : [
        {
          collectiviteId: stableId("collectivite", code),
          id: stableId("dossier-adhesion", code),
          etat,
          creeParId: personneId("gestionnaire"),
          creeLe: `${le}T09:00:00Z`,
          ...over,
        },
      ]

const FAITS: Record<string, string> = {
  en_preparation: "Dossier ouvert par l'opérateur",
  abandonne: "Abandonnée : le conseil reporte sa décision",
  en_vigueur: "Adhésion en vigueur depuis le 1er janvier 2024",
  retrait_demande: "Retrait demandé (délibération 2026-21)",
}

const suiviOf = (row: Row): Row => ({
  collectiviteId: row.collectiviteId ?? null,
  id: stableId("dossier-suivi", String(row.id)),
  dossierAdhesionId: row.id ?? null,
  etat: row.etat ?? null,
  fait: `${FAITS[String(row.etat)]} ${INVENTED}`,
  le: row.creeLe ?? null,
  personneId: personneId("gestionnaire"),
})
