import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Periode } from "@/lib/souscriptions/rules/facturation.ts"
import { computeApercu, type LigneApercu } from "../queries/apercu.ts"
import type { CreateCampagne } from "../schema.ts"
import type { CampagneId, CampagneRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: CampagneId }, CampagneRefusal>>

/** Makes the campaign with its rules frozen and the line of every member; nothing is issued. */
export const createCampagne = (ctx: AgentContext, input: CreateCampagne): Answer =>
  write(
    ctx,
    "campagnes.prepare",
    async (tx) => {
      const operateur = await tx.operateur.findFirstOrThrow()
      const { exercice, genre, millesime } = input
      const known = await tx.population.findFirst({ where: { genre, millesime }, select: { code: true } })
      if (!known) return refuse("periode-sans-population", { genre, millesime: String(millesime) })
      const same = { exercice, budget: operateur.budget, serie: operateur.serie, etat: { not: "abandonnee" as const } }
      if (await tx.campagne.findFirst({ where: same, select: { id: true } }))
        return refuse("campagne-existante", { exercice: String(exercice) })

      if (await tx.exercice.findFirst({ where: { annee: exercice, closLe: { not: null } }, select: { annee: true } }))
        return refuse("exercice-clos", { exercice: String(exercice) })

      const services = periodeOf(input)
      const taken = services && (await findServicesBilled(tx, services))
      if (taken) return refuse("services-deja-factures", taken)

      const campagne = await tx.campagne.create({
        data: {
          exercice,
          libelle: services ? `Cotisation et services ${exercice}` : `Cotisation ${exercice}`,
          avecServices: services !== null,
          servicesDu: services && toDatabase(services.du),
          servicesAu: services && toDatabase(services.au),
          populationGenre: genre,
          millesime,
          dateEmission: toDatabase(input.dateEmission),
          echeance: toDatabase(input.echeance),
          budget: operateur.budget,
          serie: operateur.serie,
          imputation: operateur.imputation,
          imputationServices: operateur.imputationServices,
          secondePersonne: operateur.approbationSecondePersonne,
          creeParId: ctx.who.personneId,
        },
      })
      await freezeRegles(tx, campagne.id, input.dateEmission, decimal(input.taux))
      const lignes = await prepareLignes(tx, campagne.id)
      await tx.journal("campagne.created", {
        objet: `campagne/${campagne.id}`,
        apres: { exercice, taux: input.taux, genre, millesime, services, lignes },
      })
      return ok({ id: campagne.id as CampagneId })
    },
    { timeoutMs: 60_000 },
  )

const periodeOf = ({ avecServices, servicesDu, servicesAu }: CreateCampagne): Periode | null =>
  avecServices && servicesDu && servicesAu ? { du: servicesDu, au: servicesAu } : null

/** The table refuses it too: a day of service is billed once. */
async function findServicesBilled(tx: Tx, { du, au }: Periode): Promise<{ du: string; au: string } | null> {
  const other = await tx.campagne.findFirst({
    where: {
      avecServices: true,
      etat: { not: "abandonnee" },
      servicesDu: { lte: toDatabase(au) },
      servicesAu: { gte: toDatabase(du) },
    },
    select: { servicesDu: true, servicesAu: true },
  })
  return other?.servicesDu && other.servicesAu
    ? { du: formatDay(fromDatabase(other.servicesDu)), au: formatDay(fromDatabase(other.servicesAu)) }
    : null
}

/** The rules in force on the day of issue; the rate per inhabitant is the one chosen for this campaign. */
async function freezeRegles(tx: Tx, campagneId: string, day: string, taux: Decimal) {
  await tx.$executeRaw`
    insert into campagne_regle ("campagneId", type, mode, taux, montant, bandes, minimum, maximum, deliberation, "deliberationId", hypothese)
    select ${campagneId}::uuid, type, mode, case when mode = 'taux_population' then ${taux}::numeric else taux end, montant, bandes,
      minimum, maximum, deliberation, "deliberationId", hypothese
    from regle_cotisation where daterange(depuis, jusqua) @> ${day}::date`
}

/** The lines anew, from the members of the day of issue; decisions already taken are kept. Returns how many. */
export async function prepareLignes(tx: WriteTx, campagneId: string): Promise<number> {
  const lignes = await computeApercu(tx, campagneId)
  await tx.$executeRaw`delete from campagne_detail d using campagne_ligne l
    where l."campagneId" = ${campagneId}::uuid and d."collectiviteId" = l."collectiviteId" and d."ligneId" = l.id`
  await tx.$executeRaw`
    insert into campagne_ligne ("collectiviteId", "campagneId", volet, type, mode, taux, habitants, montant, "montantTva", "montantPrecedent",
      cas, ecarts, "numeroEngagement", "codeService")
    select l."collectiviteId", ${campagneId}::uuid, l.volet, l.type, l.mode, l.taux, l.habitants, l.montant, l."montantTva",
      l."montantPrecedent", l.cas, l.ecarts, l."numeroEngagement", l."codeService"
    from jsonb_to_recordset(${JSON.stringify(lignes.map(ligneRow))}::jsonb) as l("collectiviteId" uuid, volet titre_volet, type collectivite_type,
      mode cotisation_mode, taux numeric, habitants integer, montant bigint, "montantTva" bigint, "montantPrecedent" bigint, cas text[],
      ecarts jsonb, "numeroEngagement" text, "codeService" text)
    on conflict ("collectiviteId", "campagneId", volet) do update set type = excluded.type, mode = excluded.mode, taux = excluded.taux,
      habitants = excluded.habitants, montant = excluded.montant, "montantTva" = excluded."montantTva",
      "montantPrecedent" = excluded."montantPrecedent", cas = excluded.cas, ecarts = excluded.ecarts,
      "numeroEngagement" = excluded."numeroEngagement", "codeService" = excluded."codeService"`
  await tx.$executeRaw`
    delete from campagne_ligne l where l."campagneId" = ${campagneId}::uuid and not exists (
      select from jsonb_to_recordset(${JSON.stringify(lignes.map(keyOf))}::jsonb) as k("collectiviteId" uuid, volet titre_volet)
      where k."collectiviteId" = l."collectiviteId" and k.volet = l.volet)`
  await tx.$executeRaw`
    insert into campagne_detail ("collectiviteId", "ligneId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt", "categorieTva",
      "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", "serviceId", "pilierId", acte, origine, base)
    select l."collectiviteId", l.id, d.rang, d.libelle, d.bases, d.quantite, d."prixUnitaire", d."montantHt", d."categorieTva",
      d."tauxTva", d."montantTva", d."beneficiaireId", d."beneficiaireNom", d."serviceId", d."pilierId", d.acte, d.origine, d.base
    from jsonb_to_recordset(${JSON.stringify(lignes.flatMap(detailRows))}::jsonb) as d("payeurId" uuid, volet titre_volet, rang smallint,
      libelle text, bases text, quantite numeric, "prixUnitaire" numeric, "montantHt" bigint, "categorieTva" categorie_tva, "tauxTva" numeric,
      "montantTva" bigint, "beneficiaireId" uuid, "beneficiaireNom" text, "serviceId" uuid, "pilierId" text, acte text, origine text, base jsonb)
    join campagne_ligne l on l."campagneId" = ${campagneId}::uuid and l."collectiviteId" = d."payeurId" and l.volet = d.volet`
  return lignes.length
}

const keyOf = ({ collectiviteId, volet }: LigneApercu) => ({ collectiviteId, volet })

const ligneRow = ({ details: _, ecarts, montant, montantTva, montantPrecedent, ...ligne }: LigneApercu) => ({
  ...ligne,
  montant: montant?.toString() ?? null,
  montantTva: montantTva.toString(),
  montantPrecedent: montantPrecedent?.toString() ?? null,
  ecarts: ecarts.map(({ quoi, ecart }) => ({ quoi, ecart: ecart.toString() })),
})

const detailRows = ({ volet, details }: LigneApercu) =>
  details.map(({ numeroEngagement: _, codeService: __, ...detail }, index) => ({
    ...detail,
    volet,
    rang: index + 1,
    montantHt: detail.montantHt.toString(),
    montantTva: detail.montantTva.toString(),
  }))
