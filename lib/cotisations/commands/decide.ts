import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { computeApercu } from "../queries/apercu.ts"
import { awaitsDecision, type Decision, decisionsFor, isToIssue } from "../rules.ts"
import { CAMPAGNE_LABELS, type CampagneRefusal, type CampagneState, casOf, type TitreVolet } from "../types.ts"
import { prepareLignes } from "./prepare.ts"

type Answer = Promise<Result<null, CampagneRefusal>>
type Target = { campagne: string }

/** The campaign, locked until the end of this act, if it is in one of these states. */
export async function lockCampagne(tx: WriteTx, id: string, states: readonly CampagneState[]) {
  await tx.$queryRaw`select from campagne where id = ${id}::uuid for update`
  const campagne = await tx.campagne.findUnique({ where: { id } })
  if (!campagne) return refuse("campagne-inconnue")
  if (!states.includes(campagne.etat)) return refuse("etat-change", { etat: CAMPAGNE_LABELS[campagne.etat].word })
  return ok(campagne)
}

/** A case decided by name: the member is included or left out, with the reason. */
export const decideLigne = (
  ctx: AgentContext,
  input: Target & { ligne: string; decision: Decision; motif: string },
): Answer =>
  write(ctx, "campagnes.prepare", async (tx) => {
    const locked = await lockCampagne(tx, input.campagne, ["brouillon"])
    if (!locked.ok) return locked
    const ligne = await tx.campagneLigne.findFirst({ where: { campagneId: input.campagne, id: input.ligne } })
    if (!ligne) return refuse("ligne-inconnue")
    if (input.decision === "inclure" && !decisionsFor(casOf(ligne.cas)).includes("inclure"))
      return refuse("decision-impossible")
    await tx.campagneLigne.update({
      where: { collectiviteId_id: { collectiviteId: ligne.collectiviteId, id: ligne.id } },
      data: { decision: input.decision, decisionMotif: input.motif, decideParId: ctx.who.personneId },
    })
    await tx.journal("campagne.ligne-decided", {
      concerneId: ligne.collectiviteId,
      objet: `campagne/${input.campagne}`,
      avant: { decision: ligne.decision },
      apres: { decision: input.decision, motif: input.motif },
    })
    return ok(null)
  })

/** Members, populations or last year's amounts may have changed: the preview is made again, decisions kept. */
export const refreshLignes = (ctx: AgentContext, input: Target): Answer =>
  write(
    ctx,
    "campagnes.prepare",
    async (tx) => {
      const locked = await lockCampagne(tx, input.campagne, ["brouillon"])
      if (!locked.ok) return locked
      const lignes = await prepareLignes(tx, input.campagne)
      await tx.journal("campagne.refreshed", { objet: `campagne/${input.campagne}`, apres: { lignes } })
      return ok(null)
    },
    { timeoutMs: 60_000 },
  )

/** Everything is decided: a second person may approve. */
export const requestApproval = (ctx: AgentContext, input: Target): Answer =>
  write(
    ctx,
    "campagnes.prepare",
    async (tx) => {
      const locked = await lockCampagne(tx, input.campagne, ["brouillon"])
      if (!locked.ok) return locked
      const lignes = await tx.campagneLigne.findMany({
        where: { campagneId: input.campagne },
        select: { cas: true, decision: true, montant: true },
      })
      const waiting = lignes.filter((ligne) => awaitsDecision(casOf(ligne.cas), ligne.decision)).length
      if (waiting > 0) return refuse("cas-a-decider", { nombre: String(waiting) })
      if (!lignes.some(isToIssue)) return refuse("rien-a-emettre")
      // Who bills a shared cost apart holds it: it is billed before, or sees this campaign.
      await tx.$queryRaw`select 1 from partage where exercice = ${locked.value.exercice} and etat = 'valide' for share`
      const stale = await countStale(tx, input.campagne)
      if (stale > 0) return refuse("apercu-perime", { nombre: String(stale) })
      await tx.campagne.update({
        where: { id: input.campagne },
        data: { etat: "a_approuver", soumisParId: ctx.who.personneId, soumisLe: new Date() },
      })
      await tx.journal("campagne.submitted", { objet: `campagne/${input.campagne}` })
      return ok(null)
    },
    { timeoutMs: 60_000 },
  )

type Seen = { collectiviteId: string; volet: TitreVolet; montant: bigint | null; lignes: string[] }

/** Documents that would not be the same today: a service ended, a shared cost gave way to another, a population came. */
async function countStale(tx: Tx, campagne: string): Promise<number> {
  const rows = await tx.$queryRaw<Seen[]>`
    select l."collectiviteId", l.volet, l.montant, array(select concat_ws(' ', d.origine, d."montantHt") from campagne_detail d
      where d."collectiviteId" = l."collectiviteId" and d."ligneId" = l.id) as lignes
    from campagne_ligne l where l."campagneId" = ${campagne}::uuid`
  const seen = new Map(rows.map((row) => [keyOf(row), contentOf(row)]))
  const fresh = new Map(
    (await computeApercu(tx, campagne)).map(({ details, ...ligne }) => {
      const lignes = details.map(({ origine, montantHt }) => (origine ? `${origine} ${montantHt}` : String(montantHt)))
      return [keyOf(ligne), contentOf({ ...ligne, lignes })]
    }),
  )
  const keys = new Set([...seen.keys(), ...fresh.keys()])
  return [...keys].filter((key) => seen.get(key) !== fresh.get(key)).length
}

const keyOf = ({ collectiviteId, volet }: Pick<Seen, "collectiviteId" | "volet">) => `${collectiviteId} ${volet}`
/** Its sum and what each line is of: two shared costs of the same amount are not the same document. */
const contentOf = ({ montant, lignes }: Pick<Seen, "montant" | "lignes">) => [montant, ...lignes.toSorted()].join()

/** By another person than the one who asked, when the operator's setting says so; the table holds it too. */
export const approveCampagne = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "campagnes.approve", async (tx) => {
    const locked = await lockCampagne(tx, input.campagne, ["a_approuver"])
    if (!locked.ok) return locked
    if (locked.value.secondePersonne && locked.value.soumisParId === ctx.who.personneId) return refuse("meme-personne")
    await tx.campagne.update({
      where: { id: input.campagne },
      data: { etat: "approuvee", approuveParId: ctx.who.personneId, approuveLe: new Date() },
    })
    await tx.journal("campagne.approved", { objet: `campagne/${input.campagne}` })
    return ok(null)
  })

/** Back to the drawing board: lines can be decided again, approval is asked anew. */
export const reopenCampagne = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "campagnes.prepare", async (tx) => {
    const locked = await lockCampagne(tx, input.campagne, ["a_approuver", "approuvee"])
    if (!locked.ok) return locked
    await tx.campagne.update({
      where: { id: input.campagne },
      data: { etat: "brouillon", soumisParId: null, soumisLe: null, approuveParId: null, approuveLe: null },
    })
    await tx.journal("campagne.reopened", { objet: `campagne/${input.campagne}` })
    return ok(null)
  })

/** Possible until the first number is taken. */
export const giveUpCampagne = (ctx: AgentContext, input: Target & { motif: string }): Answer =>
  write(ctx, "campagnes.prepare", async (tx) => {
    const locked = await lockCampagne(tx, input.campagne, ["brouillon", "a_approuver", "approuvee"])
    if (!locked.ok) return locked
    await tx.campagne.update({
      where: { id: input.campagne },
      data: { etat: "abandonnee", abandonneLe: new Date(), motifAbandon: input.motif },
    })
    await tx.journal("campagne.given-up", { objet: `campagne/${input.campagne}`, apres: { motif: input.motif } })
    return ok(null)
  })
