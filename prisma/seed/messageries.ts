import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

// One migration under way, invented; its name can be nobody's (RFC 2606, ".invalid").

const CODE = "27198"
const NOM = "mesnils-sur-iton.invalid"
const MX = "mx.messagerie.invalid"
const SPF = "spf.messagerie.invalid"
const tenant = stableId("collectivite", CODE)
const id = stableId("messagerie", CODE)

/** What the demonstration's resolver knows: a zone with one line to correct. */
export const demoZones = (): Record<string, string[]> => ({
  [`${NOM} NS`]: ["ns1.messagerie.invalid"],
  [`${NOM} MX`]: [MX],
  [`${NOM} TXT`]: [`v=spf1 include:${SPF} -all`],
  [`s1._domainkey.${NOM} TXT`]: ["v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"],
  [`_dmarc.${NOM} TXT`]: ["v=DMARC1; p=none"],
})

export const messagerieRows = (day: CalendarDate): Record<"messagerie" | "boite" | "migration_etape", Row[]> => ({
  messagerie: [
    {
      ...{ collectiviteId: tenant, id, souscriptionId: stableId("souscription", `${CODE}:messagerie-nom-de-domaine`) },
      ...{
        nom: NOM,
        nomLibre: false,
        nomVerifieLe: `${addDays(day, -20)}T10:00:00Z`,
        ancienneAdresse: "mairie.mesnils@orange.fr",
      },
      ...{
        mxAttendu: MX,
        spfAttendu: SPF,
        dkimSelecteur: "s1",
        basculeLe: addDays(day, 12),
        formationLe: addDays(day, 14),
      },
    },
  ],
  boite: [
    ["accueil", "partagee", "Accueil de la mairie"],
    ["maire", "nominative", "Maire"],
    ["secretariat", "partagee", "Secrétariat"],
  ].map(([adresse = "", genre = "", usage = ""]) => ({
    ...{ collectiviteId: tenant, id: stableId("boite", adresse), messagerieId: id, adresse, genre, usage },
  })),
  migration_etape: ["inventaire", "boites"].map((code, rank) => ({
    ...{ collectiviteId: tenant, id: stableId("etape", code), messagerieId: id, code },
    ...{
      faiteLe: `${addDays(day, rank - 10)}T10:00:00Z`,
      faiteParId: personneId(rank === 0 ? "secretaire.breteuil" : "gestionnaire"),
    },
  })),
})
