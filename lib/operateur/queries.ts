import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { type RegleRow, regleOf } from "./rules.ts"
import type { OperateurFile, RegleCotisation } from "./types.ts"

export type OperateurBrand = { marque: string; nom: string; accent: string; logoVersion: number | null }

/** What every page shows of the operator: its name, its colour, and whether it has a logo. */
export async function findBrand(tx: Tx): Promise<OperateurBrand | null> {
  const [row] = await tx.$queryRaw<OperateurBrand[]>`
    select marque, nom, accent,
      case when logo is not null then floor(extract(epoch from "majLe"))::int end as "logoVersion"
    from operateur`
  return row ?? null
}

/** What the public pages say of it; the logo's bytes stay in the database. */
export const findOperateurFile = (tx: Tx): Promise<OperateurFile> =>
  tx.operateur.findFirstOrThrow({
    select: {
      nom: true,
      marque: true,
      departement: true,
      siren: true,
      siret: true,
      adresse: true,
      codePostal: true,
      ville: true,
      courriel: true,
      telephone: true,
      ordonnateurQualite: true,
      populationGenre: true,
      populationMillesime: true,
      hebergeurNom: true,
      hebergeurAdresse: true,
      hebergeurTelephone: true,
      conservationComptesMois: true,
      conservationDemandesMois: true,
      conservationJournalAns: true,
      conservationTitresAns: true,
      adhesionsSynthetiques: true,
    },
  })

/** The rule in force that day for this type; null where the operator has none. */
export async function findRegle(tx: Tx, type: CollectiviteType, day: CalendarDate): Promise<RegleCotisation | null> {
  const [row] = await tx.$queryRaw<
    (RegleRow & Pick<RegleCotisation, "hypothese" | "deliberation" | "deliberationId">)[]
  >`
    select mode::text, taux, montant, bandes, minimum, maximum, hypothese, deliberation, "deliberationId"
    from regle_cotisation where type = ${type}::text::collectivite_type and daterange(depuis, jusqua) @> ${day}::date`
  if (!row) return null
  const { hypothese, deliberation, deliberationId } = row
  return { type, hypothese, deliberation, deliberationId, ...regleOf(row) }
}
