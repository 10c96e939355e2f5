import type { Tx } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { type Cents, type Decimal, decimal, priceOf, sum, toEuros } from "@/lib/platform/money.ts"
import { type CampagneRegle, findRegles } from "../queries.ts"
import { type Ecart, explainEcarts, type LigneComparee } from "../rules/ecarts.ts"
import { assemble, type Detail, type Facture } from "../rules/factures.ts"
import { basesLiquidation, computeLigne, isEcartImportant } from "../rules.ts"
import type { Cas, CotisationRegle, Element, TitreVolet } from "../types.ts"
import {
  listElementsOfPartages,
  listElementsOfServices,
  listMembres,
  listPayeurs,
  listPrecedentes,
  type Membre,
} from "./elements.ts"

/** One document of one payer in the preview. */
export type LigneApercu = {
  collectiviteId: string
  volet: TitreVolet
  type: CollectiviteType
  mode: CotisationRegle["mode"]
  taux: Decimal | null
  habitants: number | null
  /** With VAT; null while a fact is missing. */
  montant: Cents | null
  montantTva: Cents
  montantPrecedent: Cents | null
  cas: Cas[]
  ecarts: Ecart[]
  numeroEngagement: string | null
  codeService: string | null
  details: Detail[]
}

type Campagne = {
  id: string
  exercice: number
  libelle: string
  populationGenre: "municipale" | "totale"
  millesime: number
  dateEmission: Date
  avecServices: boolean
  servicesDu: Date | null
  servicesAu: Date | null
}

/** What everybody would owe today: cotisation, services and shared costs, one document for each VAT of each payer. */
export async function computeApercu(tx: Tx, campagneId: string): Promise<LigneApercu[]> {
  const campagne = await tx.campagne.findUniqueOrThrow({ where: { id: campagneId } })
  const regles = new Map((await findRegles(tx, campagneId)).map((regle) => [regle.type, regle]))
  const membres = (await listMembres(tx, campagne)).map((membre) => {
    const regle = regles.get(membre.type) ?? null
    return { membre, regle, ...computeLigne(membre, regle, campagne.exercice) }
  })
  const cotisations = membres.flatMap(({ membre, regle, montant }) =>
    regle && montant !== null && montant > 0n ? [cotisationOf(campagne, membre, regle, montant)] : [],
  )
  const factures = assemble([...cotisations, ...(await listServices(tx, campagne))])
  const byKey = new Map(factures.map((facture) => [keyOf(facture.payeurId, facture.volet), facture]))
  const known = new Set(membres.map(({ membre }) => membre.collectiviteId))
  const others = factures.filter(({ payeurId, volet }) => volet !== "cotisation" || !known.has(payeurId))
  const payeurs = new Map(
    (
      await listPayeurs(
        tx,
        others.map(({ payeurId }) => payeurId),
      )
    ).map((one) => [one.id, one]),
  )
  const compare = await comparison(tx, campagne)

  const ofMembres = membres.map(({ membre, regle, montant, cas }): LigneApercu => {
    const facture = byKey.get(keyOf(membre.collectiviteId, "cotisation"))
    return compare(
      {
        ...bare(membre.collectiviteId, "cotisation", membre.type, facture),
        mode: regle?.mode ?? "aucune",
        taux: regle?.mode === "taux_population" ? regle.taux : null,
        habitants: membre.habitants,
        // Without its cotisation the document is not made, whatever else it would ask for.
        montant: montant === null ? null : (facture?.montant ?? 0n),
        cas,
      },
      membre.repris,
    )
  })
  const ofServices = others.map((facture): LigneApercu => {
    const payeur = payeurs.get(facture.payeurId)
    if (!payeur) throw new Error(`payer ${facture.payeurId} is unknown`)
    const cas: Cas[] = payeur.siren === null ? ["sans-siren"] : []
    return compare({ ...bare(payeur.id, facture.volet, payeur.type, facture), montant: facture.montant, cas }, null)
  })
  return [...ofMembres, ...ofServices]
}

const keyOf = (collectiviteId: string, volet: TitreVolet) => `${collectiviteId} ${volet}`

const bare = (collectiviteId: string, volet: TitreVolet, type: CollectiviteType, facture: Facture | undefined) => ({
  ...{
    collectiviteId,
    volet,
    type,
    mode: "aucune" as const,
    taux: null,
    habitants: null,
    ecarts: [],
    montantPrecedent: null,
  },
  montantTva: facture?.montantTva ?? 0n,
  numeroEngagement: facture?.numeroEngagement ?? null,
  codeService: facture?.codeService ?? null,
  details: facture?.details ?? [],
})

async function listServices(tx: Tx, campagne: Campagne): Promise<Element[]> {
  const { avecServices, servicesDu, servicesAu, exercice } = campagne
  if (!avecServices || !servicesDu || !servicesAu) return []
  const periode = { du: fromDatabase(servicesDu), au: fromDatabase(servicesAu) }
  return [...(await listElementsOfServices(tx, campagne, periode)), ...(await listElementsOfPartages(tx, exercice))]
}

function cotisationOf(campagne: Campagne, membre: Membre, regle: CampagneRegle, montant: Cents): Element {
  const { populationGenre: genre, millesime, exercice } = campagne
  const { habitants, collectiviteId } = membre
  const perHead =
    regle.mode === "taux_population" && priceOf(habitants ?? 0, regle.taux) === montant ? regle.taux : null
  return {
    payeurId: collectiviteId,
    beneficiaireId: collectiviteId,
    beneficiaireNom: legalName(membre.type, membre.nom),
    libelle: `Cotisation ${exercice}`,
    bases: votedBy(basesLiquidation(regle, { habitants, genre, millesime, montant }), regle.deliberation),
    quantite: decimal(perHead ? String(habitants) : "1"),
    prixUnitaire: perHead ?? toEuros(montant),
    montantHt: montant,
    categorieTva: "O",
    tauxTva: decimal("0"),
    ...{ serviceId: null, pilierId: null, origine: null, numeroEngagement: null, codeService: null },
    acte: membre.charte,
    base: {
      ...{ mode: regle.mode, habitants, genre, millesime },
      taux: regle.mode === "taux_population" ? regle.taux : null,
      deliberation: regle.deliberation,
      deliberationId: regle.deliberationId,
    },
  }
}

/** The page of a titre, its XML and its PES then say which act fixed the rate. */
const votedBy = (bases: string, deliberation: string | null): string =>
  deliberation === null ? bases : `${bases}, délibération n°\u00a0${deliberation}`

/** What the member paid last year is set beside each document, with what changed. */
async function comparison(tx: Tx, { exercice }: Campagne) {
  const before = Map.groupBy(await listPrecedentes(tx, exercice), ({ collectiviteId, volet }) =>
    keyOf(collectiviteId, volet),
  )
  return (ligne: LigneApercu, repris: Cents | null): LigneApercu => {
    const lignes = before.get(keyOf(ligne.collectiviteId, ligne.volet)) ?? []
    const montantPrecedent = lignes.length > 0 ? sum(lignes.map(({ montant }) => montant)) : repris
    const { montant } = ligne
    if (montant === null) return { ...ligne, montantPrecedent }
    const important = isEcartImportant(montant, montantPrecedent) && !ligne.cas.includes("annee-incomplete")
    return {
      ...ligne,
      montantPrecedent,
      cas: important ? [...ligne.cas, "ecart-important"] : ligne.cas,
      ecarts: explainEcarts(lignes, ligne.details.map(comparable), repris),
    }
  }
}

const comparable = ({ montantHt, montantTva, ...detail }: Detail): LigneComparee => ({
  ...{ origine: detail.origine, libelle: detail.libelle, bases: detail.bases, base: detail.base },
  beneficiaire: detail.beneficiaireId === detail.payeurId ? null : detail.beneficiaireNom,
  montant: montantHt + montantTva,
})
