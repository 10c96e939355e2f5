import type { Client } from "pg"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { demoIdentities } from "./identities.ts"
import { stableId } from "./ids.ts"
import { insert, type Row } from "./insert.ts"
import { personneId } from "./people.ts"

/** What one may be in each tool, and what membership covers: invented, like who has access. */
export const OUTIL_PROFILS: Readonly<Record<string, { profils: string[]; comptesInclus: number | null }>> = {
  "tiers-teletransmission": { profils: ["Agent télétransmetteur", "Référent"], comptesInclus: 5 },
  "parapheur-electronique": { profils: ["Rédacteur", "Signataire", "Gestionnaire"], comptesInclus: 10 },
  "gestion-convocations": { profils: ["Gestionnaire", "Élu convoqué"], comptesInclus: null },
}

/** Tools that take the portal's word for who comes; the others have accounts of their own. */
export const FEDERES: readonly string[] = ["tiers-teletransmission", "parapheur-electronique"]

/** Until the launcher gives the addresses of this machine (scripts/launcher/tools.ts). */
export const connexionOf = (slug: string): Row =>
  FEDERES.includes(slug)
    ? {
        connexion: "federee",
        initiation: `https://${slug}.demo.invalid/connexion`,
        retours: [`https://${slug}.demo.invalid/retour`],
        deconnexion: `https://${slug}.demo.invalid/deconnexion`,
        retoursSortie: [`https://${slug}.demo.invalid/`],
      }
    : { connexion: "compte_propre", initiation: null, retours: [], deconnexion: null, retoursSortie: [] }

const BRETEUIL = "27112"
/** Nobody of Breteuil is named for it yet: what one sees of a tool that one may not open. */
const SANS_ACCES = "transfert-fichiers"
const LISTE = "tiers-teletransmission"

/** Who opens what, among the demonstration's people; and the provider's list of one tool, which says otherwise. */
export async function loadDroits(client: Client, slugs: readonly string[], day: CalendarDate): Promise<void> {
  await client.query(
    `INSERT INTO module_droit ("collectiviteId", id, "serviceId", "personneId", profil, depuis, "donneParId")
     SELECT r."collectiviteId", r.id, r."serviceId", r."personneId", r.profil, r.depuis, r."donneParId"
     FROM jsonb_populate_recordset(NULL::module_droit, $1::jsonb) r
     WHERE EXISTS (SELECT FROM souscription s WHERE s."collectiviteId" = r."collectiviteId" AND s."serviceId" = r."serviceId" AND s.etat = 'en_service')`,
    [JSON.stringify(droitRows(slugs, day))],
  )
  const place = { collectiviteId: stableId("collectivite", BRETEUIL), serviceId: stableId("service", LISTE) }
  await insert(
    client,
    "module_compte",
    [
      ["secretaire.breteuil@demo.invalid", "Secrétaire de mairie", "Agent télétransmetteur"],
      ["remplacante.2024@demo.invalid", "Remplaçante de 2024", "Agent télétransmetteur"],
    ].map(([courriel = "", nom = "", profil = ""]) => ({
      ...{ ...place, id: stableId("module-compte", courriel), courriel, nom, profil },
      dernierUsageLe: null,
    })),
  )
  await client.query(
    `UPDATE module_acces SET comptes = 2, "listeLe" = $3 WHERE "collectiviteId" = $1 AND "serviceId" = $2 AND "titulaireId" = $1`,
    [place.collectiviteId, place.serviceId, addDays(day, -6)],
  )
}

const droitRows = (slugs: readonly string[], day: CalendarDate): Row[] =>
  demoIdentities
    .filter(({ kind, mailbox }) => kind === "membre" && !mailbox)
    .flatMap(({ key, rattachements }) =>
      [...new Map(rattachements.map(({ code, role }) => [code, role]))].flatMap(([code, role]) =>
        slugs
          .filter((slug) => !(code === BRETEUIL && slug === SANS_ACCES))
          .flatMap((slug) => {
            const profil = profilOf(slug, role === "elu")
            return profil ? [droitRow({ key, code, slug, profil }, day)] : []
          }),
      ),
    )

/** An élu signs and is convened; the rest is the secrétariat's. */
function profilOf(slug: string, elu: boolean): string | null {
  const { profils } = OUTIL_PROFILS[slug] ?? { profils: ["Utilisateur"] }
  if (!elu) return profils[0] ?? null
  return slug === "parapheur-electronique" ? "Signataire" : slug === "gestion-convocations" ? "Élu convoqué" : null
}

type Given = { key: string; code: string; slug: string; profil: string }

const droitRow = ({ key, code, slug, profil }: Given, day: CalendarDate): Row => ({
  ...{ collectiviteId: stableId("collectivite", code), id: stableId("module-droit", `${key}:${code}:${slug}`) },
  ...{ serviceId: stableId("service", slug), personneId: personneId(key), profil, depuis: addDays(day, -200) },
  donneParId: personneId("gestionnaire"),
})
