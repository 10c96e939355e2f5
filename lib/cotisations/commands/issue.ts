import type { Campagne } from "@/generated/prisma/client.ts"
import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type DraftLigne, type DraftTitre, insertTitres } from "@/lib/titres/commands/insert.ts"
import { takeNumbers } from "@/lib/titres/commands/numbers.ts"
import { canalFor } from "@/lib/titres/rules.ts"
import type { Canal, TitreVolet } from "@/lib/titres/types.ts"
import { TRANCHES_ISSUED } from "./launch.ts"

const JOB = "cotisations.issue"

/**
 * Issues one tranche of a launched campaign, if one waits: numbers, titres, follow-up, mails and the mark that it is
 * done are one transaction. `refuse("rien")` when nothing waits.
 */
export const issueNextTranche = (): Promise<Result<{ titres: number }, "rien">> =>
  write(
    systeme(JOB, "operateur"),
    "titres.issue",
    async (tx) => {
      const tranche = await claim(tx)
      if (!tranche) return refuse("rien")
      const campagne = await tx.campagne.findUniqueOrThrow({ where: { id: tranche.campagneId } })
      if (campagne.bordereau === null || campagne.lanceParId === null)
        throw new Error(`campagne ${campagne.id} was not launched`)
      const { premierNumero, canalParDefaut } = await tx.operateur.findFirstOrThrow({
        select: { premierNumero: true, canalParDefaut: true },
      })
      const lignes = await listTranche(tx, tranche)
      const first = await takeNumbers(tx, campagne, lignes.length, premierNumero)
      const frame = frameOf(campagne, canalParDefaut)
      const titres = lignes.map((ligne, index) => draftOf(frame, ligne, first + index))
      await insertTitres(tx, titres)
      await finish(tx, tranche, lignes)
      await tx.journal("campagne.tranche-issued", {
        objet: `campagne/${campagne.id}`,
        apres: { rang: tranche.rang, titres: titres.length, premier: first },
      })
      return ok({ titres: titres.length })
    },
    { timeoutMs: 120_000 },
  )

type Tranche = { campagneId: string; rang: number }

async function claim(tx: Tx): Promise<Tranche | null> {
  const [row] = await tx.$queryRaw<Tranche[]>`
    select t."campagneId", t.rang from campagne_tranche t join campagne c on c.id = t."campagneId"
    where t.genre = 'emission' and t.etat = 'a_faire' and c.etat = 'en_emission'
    order by t."campagneId", t.rang limit 1 for update of t skip locked`
  return row ?? null
}

type Ligne = {
  collectiviteId: string
  volet: TitreVolet
  type: CollectiviteType
  nom: string
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
  numeroEngagement: string | null
  codeService: string | null
  details: (Omit<DraftLigne, "montantHt" | "montantTva"> & { montantHt: string; montantTva: string })[]
}

const listTranche = (tx: Tx, { campagneId, rang }: Tranche): Promise<Ligne[]> => tx.$queryRaw<Ligne[]>`
  select l."collectiviteId", l.volet, l.type, c.nom, c.siren,
    case when starts_with(f.siret, c.siren) then f.siret end as siret, f.adresse, l."numeroEngagement", l."codeService",
    coalesce(f."codePostal", c."codesPostaux"[1]) as "codePostal", coalesce(f.ville, case when c.type = 'commune' then c.nom end) as ville,
    d.details
  from campagne_ligne l join collectivite c on c.id = l."collectiviteId"
  left join fiche f on f."collectiviteId" = l."collectiviteId"
  cross join lateral (select json_agg(json_build_object('libelle', libelle, 'bases', bases, 'quantite', quantite::text,
      'prixUnitaire', "prixUnitaire"::text, 'montantHt', "montantHt"::text, 'categorieTva', "categorieTva", 'tauxTva', "tauxTva"::text,
      'montantTva', "montantTva"::text, 'beneficiaireId', "beneficiaireId", 'beneficiaireNom', "beneficiaireNom", 'serviceId', "serviceId",
      'pilierId', "pilierId", 'acte', acte, 'origine', origine, 'base', base) order by rang) as details
    from campagne_detail where "collectiviteId" = l."collectiviteId" and "ligneId" = l.id) d
  where ${inTranche({ campagneId, rang })}
  order by l.type, c."nomPlie", c.id, l.volet`

type Frame = ReturnType<typeof frameOf>

/** What the titres of a campaign have in common: read once, as there are thousands. */
function frameOf(campagne: Campagne, canalParDefaut: Canal) {
  const { id, exercice, budget, serie, bordereau, lanceParId, servicesDu, servicesAu } = campagne
  return {
    ...{
      exercice,
      budget,
      serie,
      bordereau: bordereau ?? 0,
      campagneId: id,
      emisParId: lanceParId ?? "",
      canalParDefaut,
    },
    ...{ libelle: campagne.libelle, imputation: campagne.imputation, imputationServices: campagne.imputationServices },
    dateEmission: fromDatabase(campagne.dateEmission),
    echeance: fromDatabase(campagne.echeance),
    periode: servicesDu && servicesAu ? { du: fromDatabase(servicesDu), au: fromDatabase(servicesAu) } : null,
  }
}

/** The document is what was approved: its lines are those of the preview, as they are. */
function draftOf(frame: Frame, ligne: Ligne, numero: number): DraftTitre {
  const [first, ...rest] = ligne.details.map(draftLigne)
  if (!first) throw new Error(`nothing to bill to ${ligne.collectiviteId}`)
  const { libelle, imputation, imputationServices, periode, canalParDefaut, ...common } = frame
  const cotisation = ligne.volet === "cotisation"
  const { siren, siret, adresse, codePostal, ville } = ligne
  return {
    ...common,
    numero,
    collectiviteId: ligne.collectiviteId,
    correction: null,
    objet: cotisation ? libelle : `Services numériques ${frame.exercice}`,
    fondement: fondementOf(frame.exercice, ligne.volet),
    imputation: cotisation ? imputation : imputationServices,
    canal: canalFor(ligne, canalParDefaut),
    debiteur: { nom: legalName(ligne.type, ligne.nom), type: ligne.type, siren, siret, adresse, codePostal, ville },
    numeroEngagement: ligne.numeroEngagement,
    codeService: ligne.codeService,
    periode: cotisation ? null : periode,
    lignes: [first, ...rest],
  }
}

const draftLigne = (detail: Ligne["details"][number]): DraftLigne => ({
  ...detail,
  montantHt: BigInt(detail.montantHt),
  montantTva: BigInt(detail.montantTva),
})

const fondementOf = (exercice: number, volet: TitreVolet): string =>
  volet === "cotisation"
    ? `Contribution annuelle des membres aux charges du syndicat, exercice ${exercice} (charte d’adhésion, statuts et délibération tarifaire).`
    : "Services mis à disposition des membres, remboursés par leurs seuls utilisateurs (code général des collectivités territoriales, article L. 5721-9, et conventions citées à chaque ligne)."

/** The lines of `campagne_ligne l` that a tranche issues. */
const inTranche = ({ campagneId, rang }: Tranche) => sql`l."campagneId" = ${campagneId}::uuid
  and l.tranche between ${rang * TRANCHES_ISSUED}::int and ${(rang + 1) * TRANCHES_ISSUED - 1}::int`

/** The lock on the series makes the tranches of a campaign end one after the other: the last one sees all others done. */
async function finish(tx: WriteTx, tranche: Tranche, lignes: readonly Ligne[]) {
  const { campagneId, rang } = tranche
  if (lignes.some(({ details }) => details.some(({ origine }) => origine?.startsWith("partage/")))) {
    await tx.$executeRaw`
      update partage_part p set "titreRef" = t.id
      from campagne_ligne l join campagne_detail d on d."collectiviteId" = l."collectiviteId" and d."ligneId" = l.id
      join titre t on t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId" and t.volet = l.volet
      where ${inTranche(tranche)} and d.origine like 'partage/%'
        and p."collectiviteId" = d."beneficiaireId" and p."partageId" = substr(d.origine, 9)::uuid`
    // A payer left out of the campaign keeps its shares waiting: the cost is over with its last one.
    await tx.$executeRaw`
      update partage k set etat = 'facture' where k.etat = 'valide'
        and not exists (select from partage_part p where p."partageId" = k.id and p.montant > 0 and p."titreRef" is null)
        and exists (select from partage_part p join titre t on t.id = p."titreRef" join campagne_ligne l on l."collectiviteId" = t."collectiviteId" and l."campagneId" = t."campagneId" and l.volet = t.volet
          where p."partageId" = k.id and ${inTranche(tranche)})`
  }
  await tx.$executeRaw`
    update campagne_tranche set etat = 'faite', "faiteLe" = now()
    where "campagneId" = ${campagneId}::uuid and genre = 'emission' and rang = ${rang}`
  await tx.$executeRaw`
    insert into campagne_tranche ("campagneId", genre, rang)
    select distinct l."campagneId", 'pdf'::tranche_genre, l.tranche from campagne_ligne l where ${inTranche(tranche)}`
  await tx.$executeRaw`
    update campagne set etat = 'emise', "termineLe" = clock_timestamp() where id = ${campagneId}::uuid and not exists (
      select from campagne_tranche where "campagneId" = ${campagneId}::uuid and genre = 'emission' and etat = 'a_faire')`
}
