import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Cents, type Decimal, decimal } from "@/lib/platform/money.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { TitreLigne } from "@/lib/titres/types.ts"
import type { Ecart } from "../rules/ecarts.ts"
import { type CampagneState, type Cas, casOf, type TitreVolet } from "../types.ts"

/** As the row keeps them: cents as text. */
export const ecartsOf = (stored: unknown): Ecart[] =>
  asJson<{ quoi: string; ecart: string }[]>(stored).map(({ quoi, ecart }) => ({ quoi, ecart: BigInt(ecart) }))

export type LigneFile = {
  id: string
  volet: TitreVolet
  collectivite: { publicId: string; nom: string; type: CollectiviteType }
  campagne: { id: string; libelle: string; exercice: number; etat: CampagneState }
  montant: Cents | null
  montantTva: Cents
  montantPrecedent: Cents | null
  cas: Cas[]
  decision: "inclure" | "exclure" | null
  decisionMotif: string | null
  decidePar: string | null
  numeroEngagement: string | null
  codeService: string | null
  ecarts: Ecart[]
  details: (TitreLigne & { rang: number })[]
  titre: { id: string; reference: string } | null
}

/** One document of the preview with its lines; null when it is not of this campaign. */
export async function findLigne(tx: Tx, campagneId: string, id: string): Promise<LigneFile | null> {
  const row = await tx.campagneLigne.findFirst({
    where: { id, campagneId },
    include: {
      collectivite: { select: { publicId: true, nom: true, type: true } },
      campagne: { select: { id: true, libelle: true, exercice: true, etat: true } },
      details: { orderBy: { rang: "asc" } },
    },
  })
  if (!row) return null
  const decidePar =
    row.decideParId && (await tx.personne.findUnique({ where: { id: row.decideParId }, select: { nom: true } }))
  const { details, collectiviteId, cas, ecarts, ...ligne } = row
  const titre = await tx.titre.findUnique({
    where: { collectiviteId_campagneId_volet: { collectiviteId, campagneId, volet: row.volet } },
    select: { id: true, exercice: true, serie: true, numero: true },
  })
  return {
    ...ligne,
    cas: casOf(cas),
    ecarts: ecartsOf(ecarts),
    decidePar: decidePar ? decidePar.nom : null,
    titre: titre && { id: titre.id, reference: titreReference(titre) },
    details: details.map((detail) => ({
      ...detail,
      quantite: decimalOf(detail.quantite),
      prixUnitaire: decimalOf(detail.prixUnitaire),
      tauxTva: decimalOf(detail.tauxTva),
      beneficiaire: detail.beneficiaireId === collectiviteId ? null : detail.beneficiaireNom,
    })),
  }
}

const decimalOf = (value: { toString(): string }): Decimal => decimal(value.toString())
