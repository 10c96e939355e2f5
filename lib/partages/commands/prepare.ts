import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import { fold } from "@/lib/platform/format.ts"
import { type Decimal, decimal, priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { coutOf, explainPart, ONE, repartir, withQuotePart } from "../rules.ts"
import type { PartageInput, ParticipantInput } from "../schema.ts"
import { type Cout, PARTAGE_LABELS, type PartageEtat, type PartageRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, PartageRefusal>>
type Target = { partage: string }

/** A cost to share: of an expense with its proof, or said by hand. Nobody takes part yet. */
export const createPartage = (ctx: AgentContext, input: PartageInput): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const service = await tx.service.findUnique({ where: { slug: input.service }, select: { id: true } })
    if (!service) return refuse("service-inconnu")
    const found = await findCout(tx, input)
    if (!found.ok) return found
    const operateur = await tx.operateur.findFirstOrThrow({ omit: { logo: true } })
    const { exercice, libelle, cle, quotePart, categorieTva, depense } = input
    const taux = categorieTva === "S" ? (input.tauxTva ?? decimal("0")) : decimal("0")
    const population = cle === "population"
    const montant = withQuotePart(found.value, quotePart)
    const { id } = await tx.partage.create({
      data: {
        ...{ exercice, libelle, cle, quotePart, categorieTva, tauxTva: taux, montant, cout: found.value },
        serviceId: service.id,
        depenseId: depense,
        populationGenre: population ? operateur.populationGenre : null,
        millesime: population ? operateur.populationMillesime : null,
        secondePersonne: operateur.approbationSecondePersonne,
        creeParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await tx.journal("partage.prepared", {
      objet: `partage/${id}`,
      apres: { libelle, cle, montant: montant.toString(), quotePart },
    })
    return ok({ id })
  })

async function findCout(
  tx: WriteTx,
  { depense, cout, categorieTva }: PartageInput,
): Promise<Result<bigint, PartageRefusal>> {
  if (depense === null) return cout === null ? refuse("cout-absent") : ok(priceOf(1, cout))
  await tx.$queryRaw`select 1 from depense where id = ${depense}::uuid for update`
  const row = await tx.depense.findUnique({
    where: { id: depense },
    include: { partages: { where: { etat: { not: "abandonne" } }, select: { libelle: true } } },
  })
  if (!row) return refuse("depense-inconnue")
  const [other] = row.partages
  if (other) return refuse("depense-partagee", { libelle: other.libelle })
  return ok(cout === null ? coutOf(row, categorieTva) : priceOf(1, cout))
}

/** One more body, or another weight or payer for one that takes part already. */
export const setParticipant = (ctx: AgentContext, input: ParticipantInput): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["brouillon"])
    if (!locked.ok) return locked
    const body = await findBody(tx, input.collectivite)
    if (!body) return refuse("collectivite-inconnue")
    const payeur = input.payeur === null ? body : await findBody(tx, input.payeur)
    if (!payeur) return refuse("collectivite-inconnue")
    const weight = await weightOf(tx, locked.value, body, input.poids)
    if (!weight.ok) return weight
    await upsertPart(tx, input.partage, { ...body, poids: weight.value, payeur })
    await recompute(tx, input.partage)
    await tx.journal("partage.participant-set", {
      concerneId: body.id,
      objet: `partage/${input.partage}`,
      apres: { poids: weight.value, payeur: payeur.nom },
    })
    return ok({ id: input.partage })
  })

/** Everybody who has the service today, with the units of their souscription. */
export const addUsers = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["brouillon"])
    if (!locked.ok) return locked
    const users = await tx.souscription.groupBy({
      by: ["collectiviteId"],
      where: { serviceId: locked.value.serviceId, etat: "en_service" },
      _sum: { quantite: true },
      orderBy: { collectiviteId: "asc" },
    })
    if (users.length === 0) return refuse("sans-utilisateur")
    for (const { collectiviteId, _sum } of users) {
      const row = await tx.collectivite.findUniqueOrThrow({ where: { id: collectiviteId }, select: BODY })
      const body = bodyOf(row)
      const typed = locked.value.cle === "quantite" ? decimal(String(_sum.quantite ?? 1)) : ONE
      const weight = await weightOf(tx, locked.value, body, typed)
      if (!weight.ok) return weight
      await upsertPart(tx, input.partage, { ...body, poids: weight.value, payeur: body })
    }
    await recompute(tx, input.partage)
    await tx.journal("partage.users-added", {
      objet: `partage/${input.partage}`,
      apres: { participants: users.length },
    })
    return ok({ id: input.partage })
  })

export const removeParticipant = (ctx: AgentContext, input: Target & { part: string }): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["brouillon"])
    if (!locked.ok) return locked
    const part = await tx.partagePart.findFirst({ where: { id: input.part, partageId: input.partage } })
    if (!part) return refuse("participant-absent")
    await tx.partagePart.delete({ where: { collectiviteId_id: { collectiviteId: part.collectiviteId, id: part.id } } })
    await recompute(tx, input.partage)
    await tx.journal("partage.participant-removed", {
      concerneId: part.collectiviteId,
      objet: `partage/${input.partage}`,
    })
    return ok({ id: input.partage })
  })

/** The partage, locked until the end of this act, if it is in one of these states. */
export async function lockPartage(tx: WriteTx, id: string, states: readonly PartageEtat[]) {
  await tx.$queryRaw`select 1 from partage where id = ${id}::uuid for update`
  const partage = await tx.partage.findUnique({ where: { id } })
  if (!partage) return refuse("partage-inconnu")
  if (!states.includes(partage.etat)) return refuse("partage-change", { etat: PARTAGE_LABELS[partage.etat].word })
  return ok(partage)
}

type Partage = Extract<Awaited<ReturnType<typeof lockPartage>>, { ok: true }>["value"]

const coutOfPartage = (partage: Partage): Cout => ({
  ...{ cout: partage.cout, montant: partage.montant, cle: partage.cle, categorieTva: partage.categorieTva },
  quotePart: decimal(partage.quotePart.toString()),
  population:
    partage.populationGenre && partage.millesime
      ? { genre: partage.populationGenre, millesime: partage.millesime }
      : null,
})

const BODY = { id: true, publicId: true, nom: true, type: true, codeInsee: true, siren: true } as const
type Body = { id: string; nom: string; code: string | null }

const bodyOf = (row: {
  id: string
  publicId: string
  nom: string
  type: Parameters<typeof legalName>[0]
  codeInsee: string | null
  siren: string | null
}): Body => ({
  id: row.id,
  nom: legalName(row.type, row.nom),
  // A commune to come is counted under its address until its day (lib/successions).
  code: row.codeInsee ?? (row.type === "commune" ? row.publicId : row.siren),
})

/** By its exact name, its code or its public identifier; a name that two bodies bear is nobody's. */
async function findBody(tx: Tx, typed: string): Promise<Body | null> {
  const rows = await tx.collectivite.findMany({
    where: { OR: [{ publicId: typed }, { nomPlie: fold(typed) }, { codeInsee: typed }, { siren: typed }] },
    select: BODY,
    take: 2,
  })
  const [row] = rows
  return row && rows.length === 1 ? bodyOf(row) : null
}

/** Inhabitants are read, never typed; equal shares weigh one. */
async function weightOf(
  tx: Tx,
  { cle, populationGenre, millesime }: Partage,
  body: Body,
  typed: Decimal | null,
): Promise<Result<Decimal, PartageRefusal>> {
  if (cle === "egale") return ok(ONE)
  if (cle !== "population") return typed === null ? refuse("poids-absent", { nom: body.nom }) : ok(typed)
  const known =
    body.code && populationGenre && millesime
      ? await tx.population.findUnique({
          where: { code_genre_millesime: { code: body.code, genre: populationGenre, millesime } },
        })
      : null
  const said = { genre: populationGenre ?? "", millesime: String(millesime ?? ""), nom: body.nom }
  if (!known) return refuse("population-inconnue", said)
  return known.habitants > 0 ? ok(decimal(String(known.habitants))) : refuse("sans-habitant", said)
}

async function upsertPart(
  tx: WriteTx,
  partageId: string,
  { id, poids, payeur }: Body & { poids: Decimal; payeur: Body },
) {
  const key = { collectiviteId: id, partageId }
  const data = { poids, payeurId: payeur.id, payeurNom: payeur.nom }
  await tx.partagePart.upsert({
    where: { collectiviteId_partageId: key },
    update: data,
    create: { ...key, ...data, montant: 0n, explication: "" },
  })
}

/** All shares anew: one more body changes everybody's. */
async function recompute(tx: WriteTx, partageId: string): Promise<void> {
  const partage = await tx.partage.findUniqueOrThrow({ where: { id: partageId } })
  const rows = await tx.partagePart.findMany({ where: { partageId }, select: { collectiviteId: true, poids: true } })
  const participants = rows.map(({ collectiviteId, poids }) => ({ collectiviteId, poids: decimal(poids.toString()) }))
  const parts = repartir(partage.montant, participants) ?? []
  const cout = coutOfPartage(partage)
  const values = parts.map((part) => ({
    collectiviteId: part.collectiviteId,
    montant: part.montant.toString(),
    explication: explainPart(part, participants, cout),
  }))
  await tx.$executeRaw`
    update partage_part p set montant = v.montant, explication = v.explication
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v("collectiviteId" uuid, montant bigint, explication text)
    where p."partageId" = ${partageId}::uuid and p."collectiviteId" = v."collectiviteId"`
}
