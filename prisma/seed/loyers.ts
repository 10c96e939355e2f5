import type { CalendarDate } from "@/lib/platform/dates.ts"
import { yearOf } from "@/lib/platform/dates.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

const BRETEUIL = "27112"
const INTERCO = "200066462"

type Site = {
  code: string
  key: string
  nom: string
  genre: "lotissement" | "zone_activite"
  metres: number
  by: string
  /** Without it, ownership is still to be proved. */
  preuve?: { nature: string; reference: string; date: string; conserve: string }
  contrats: { operateur: string; metres: number; tarif: string; since: number; reference: string | null }[]
}

/** Invented, for a commune and an EPCI of the demonstration. */
const SITES: Site[] = [
  {
    ...{ code: BRETEUIL, key: "lot-1", nom: "Lotissement communal n° 1 (démonstration)", genre: "lotissement" },
    ...{ metres: 1240, by: "secretaire.breteuil" },
    preuve: {
      ...{ nature: "marche_travaux", reference: "Marché 2009-07, lot réseaux secs", date: "2009-06-12" },
      conserve: "Archives de la mairie, boîte 14",
    },
    contrats: [{ operateur: "orange", metres: 1240, tarif: "0.8500", since: -3, reference: "Convention 2023-02" }],
  },
  {
    ...{ code: BRETEUIL, key: "lot-2", nom: "Lotissement communal n° 2 (démonstration)", genre: "lotissement" },
    ...{ metres: 620, by: "secretaire.breteuil" },
    contrats: [{ operateur: "rip", metres: 620, tarif: "0.0000", since: -2, reference: null }],
  },
  {
    ...{ code: INTERCO, key: "za-1", nom: "Zone d'activités n° 1 (démonstration)", genre: "zone_activite" },
    ...{ metres: 3800, by: "direction.interco" },
    preuve: {
      ...{ nature: "reception_travaux", reference: "Procès-verbal de réception du 4 mai 2015", date: "2015-05-04" },
      conserve: "Service technique, dossier ZA-1",
    },
    contrats: [{ operateur: "orange", metres: 2100, tarif: "1.0500", since: -4, reference: "Convention ZA-2022-1" }],
  },
]

const LIGNES = [
  ["Mairie", "Accueil, téléphone fixe", "fixe", "Orange", 4590, true, true],
  ["Mairie", "Accès internet", "internet", "Orange", 5990, false, true],
  ["École", "Accès internet", "internet", "Orange", 5490, true, true],
  ["École", "Alarme", "fixe", "Orange", 2390, true, true],
  ["Salle des fêtes", "Téléphone fixe", "fixe", "Orange", 2390, true, false],
  ["Atelier technique", "Accès internet", "internet", "SFR", 4990, false, true],
  ["Station d'épuration", "Télégestion", "fixe", "Orange", 1990, true, true],
  ["Mairie", "Mobile d'astreinte", "mobile", "SFR", 1590, false, true],
] as const

export function loyerRows(today: CalendarDate): Record<string, Row[]> {
  const year = yearOf(today)
  const contrats = SITES.flatMap((site) => site.contrats.map((contrat) => ({ site, contrat })))
  return {
    infrastructure_telecom: SITES.map(({ code, key, nom, genre, metres, by }) => ({
      ...{ ...base(code, "infrastructure", key), nom, genre, metres, lieu: null },
      creeParId: personneId(by),
    })),
    infrastructure_preuve: SITES.flatMap(({ code, key, by, preuve }) =>
      preuve
        ? [
            {
              ...{ ...base(code, "preuve", key), ...preuve, infrastructureId: stableId("infrastructure", key) },
              ajouteParId: personneId(by),
            },
          ]
        : [],
    ),
    loyer_contrat: contrats.map(({ site, contrat }) => ({
      ...base(site.code, "loyer", `${site.key}:${contrat.operateur}`),
      infrastructureId: stableId("infrastructure", site.key),
      operateurTelecomId: stableId("operateur-telecom", contrat.operateur),
      ...{ reference: contrat.reference, metres: contrat.metres, tarifMetre: contrat.tarif, fin: null },
      ...{ debut: `${year + contrat.since}-07-01`, creeParId: personneId(site.by) },
      ...(contrat.reference === null ? {} : { indice: "TP01 (valeur de démonstration)", indiceBase: "125.000" }),
    })),
    loyer_revision: contrats
      .filter(({ contrat }) => contrat.reference !== null)
      .map(({ site, contrat }) => ({
        ...base(site.code, "revision", `${site.key}:${contrat.operateur}`),
        contratId: stableId("loyer", `${site.key}:${contrat.operateur}`),
        ...{ effet: `${year - 1}-01-01`, tarifMetre: (Number(contrat.tarif) * 1.04).toFixed(4) },
        ...{
          motif: "Révision prévue au contrat (démonstration)",
          indiceValeur: "130.000",
          saisieParId: personneId(site.by),
        },
      })),
    ligne_telecom: LIGNES.map(([site, libelle, genre, fournisseur, montantMensuel, cuivre, utilisee], rang) => ({
      ...{ ...base(BRETEUIL, "ligne-telecom", String(rang)), site, libelle, genre, fournisseur, cuivre, utilisee },
      ...{ montantMensuel: String(montantMensuel), saisieParId: personneId("secretaire.breteuil") },
      engagementJusqua: rang === 5 ? `${year + 1}-06-30` : null,
    })),
  }
}

const base = (code: string, kind: string, key: string) => ({
  collectiviteId: stableId("collectivite", code),
  id: stableId(kind, key),
})
