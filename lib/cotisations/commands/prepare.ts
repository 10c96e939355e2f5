import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { calendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findRegles } from "../queries.ts"
import { computeLigne } from "../rules.ts"
import type { CreateCampagne } from "../schema.ts"
import type { CampagneId, CampagneRefusal, CotisationRegle } from "../types.ts"

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

      const campagne = await tx.campagne.create({
        data: {
          exercice,
          libelle: `Cotisation ${exercice}`,
          populationGenre: genre,
          millesime,
          dateEmission: toDatabase(calendarDate(input.dateEmission)),
          echeance: toDatabase(calendarDate(input.echeance)),
          budget: operateur.budget,
          serie: operateur.serie,
          imputation: operateur.imputation,
          secondePersonne: operateur.approbationSecondePersonne,
          creeParId: ctx.who.personneId,
        },
      })
      await freezeRegles(tx, campagne.id, input.dateEmission, decimal(input.taux))
      const lignes = await prepareLignes(tx, campagne.id)
      await tx.journal("campagne.created", {
        objet: `campagne/${campagne.id}`,
        apres: { exercice, taux: input.taux, genre, millesime, lignes },
      })
      return ok({ id: campagne.id as CampagneId })
    },
    { timeoutMs: 60_000 },
  )

/** The rules in force on the day of issue; the rate per inhabitant is the one chosen for this campaign. */
async function freezeRegles(tx: Tx, campagneId: string, day: string, taux: Decimal) {
  await tx.$executeRaw`
    insert into campagne_regle ("campagneId", type, mode, taux, montant, hypothese)
    select ${campagneId}::uuid, type, mode, case when mode = 'taux_population' then ${taux}::numeric else taux end, montant, hypothese
    from regle_cotisation where daterange(depuis, jusqua) @> ${day}::date`
}

type Membre = {
  collectiviteId: string
  type: CollectiviteType
  siren: string | null
  adherentDepuis: string
  habitants: number | null
  montantPrecedent: bigint | null
}

/** The lines anew, from the members of the day of issue; decisions already taken are kept. Returns how many. */
export async function prepareLignes(tx: WriteTx, campagneId: string): Promise<number> {
  const campagne = await tx.campagne.findUniqueOrThrow({ where: { id: campagneId } })
  const regles = new Map((await findRegles(tx, campagneId)).map((regle) => [regle.type, regle]))
  const membres = await tx.$queryRaw<Membre[]>`
    select c.id as "collectiviteId", c.type, c.siren, a.depuis::text as "adherentDepuis", p.habitants,
      coalesce(emis.montant, reprise.montant) as "montantPrecedent"
    from adhesion a join collectivite c on c.id = a."collectiviteId"
    left join population p on p.code = coalesce(c."codeInsee", c.siren)
      and p.genre = ${campagne.populationGenre}::population_genre and p.millesime = ${campagne.millesime}
    left join lateral (
      select sum(t."montantTtc")::bigint as montant from titre t join campagne k on k.id = t."campagneId"
      where t."collectiviteId" = c.id and k.exercice = ${campagne.exercice - 1}) emis on true
    left join cotisation_reprise reprise on reprise."collectiviteId" = c.id and reprise.exercice = ${campagne.exercice - 1}
    where a.statut = 'adherent' and daterange(a.depuis, a.jusqua) @> ${campagne.dateEmission}::date`
  const lignes = membres.map((membre) => {
    const regle = regles.get(membre.type) ?? null
    const { montant, cas } = computeLigne(membre, regle, campagne.exercice)
    return {
      ...membre,
      ...regleColumns(regle),
      montant: montant?.toString() ?? null,
      cas,
      montantPrecedent: membre.montantPrecedent?.toString() ?? null,
    }
  })
  await tx.$executeRaw`
    insert into campagne_ligne ("collectiviteId", "campagneId", type, mode, taux, habitants, montant, "montantPrecedent", cas)
    select l."collectiviteId", ${campagneId}::uuid, l.type, l.mode, l.taux, l.habitants, l.montant, l."montantPrecedent", l.cas
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l("collectiviteId" uuid, type collectivite_type,
      mode cotisation_mode, taux numeric, habitants integer, montant bigint, "montantPrecedent" bigint, cas text[])
    on conflict ("collectiviteId", "campagneId", volet) do update set type = excluded.type, mode = excluded.mode, taux = excluded.taux,
      habitants = excluded.habitants, montant = excluded.montant, "montantPrecedent" = excluded."montantPrecedent", cas = excluded.cas`
  await tx.$executeRaw`delete from campagne_ligne l where l."campagneId" = ${campagneId}::uuid
    and not (l."collectiviteId" = any (${membres.map((membre) => membre.collectiviteId)}::uuid[]))`
  return lignes.length
}

const regleColumns = (regle: CotisationRegle | null) => ({
  mode: regle?.mode ?? "aucune",
  taux: regle?.mode === "taux_population" ? regle.taux : null,
})
