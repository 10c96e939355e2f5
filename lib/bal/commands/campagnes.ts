import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { chooseCommunes, listDepartement } from "../queries/departement.ts"
import type { CampagneInput, GuideInput, ReglageInput, VisiteInput } from "../schema.ts"
import type { BalRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, BalRefusal>>

/** The communes with most points of this choice, as they are today: the list does not move under those who visit. */
export const createCampagne = (ctx: AgentContext, input: CampagneInput): Answer =>
  write(ctx, "bal.suivre", async (tx) => {
    const { nombre, filtre, lot, echeance, ...data } = input
    const chosen = chooseCommunes(await listDepartement(tx, today()), {
      filtre: filtre ?? undefined,
      lot: lot ?? undefined,
    }).slice(0, nombre)
    if (chosen.length === 0) return refuse("aucune-commune")
    const { id } = await tx.balCampagne.create({
      data: { ...data, echeance: echeance && toDatabase(echeance), creeParId: ctx.who.personneId },
      select: { id: true },
    })
    await tx.balCampagneCommune.createMany({
      data: chosen.map((commune, at) => ({
        ...{ campagneId: id, concerneId: commune.id, rang: at + 1, points: commune.points },
        indiceDepart: commune.indice,
      })),
    })
    await tx.journal("bal.campagne-created", {
      objet: `bal_campagne/${id}`,
      apres: { nom: data.nom, communes: chosen.length, lot, filtre },
    })
    return ok({ id })
  })

export const planVisite = (ctx: AgentContext, input: VisiteInput): Answer =>
  write(ctx, "bal.suivre", async (tx) => {
    const { campagne: campagneId, commune: concerneId, prevue, faite, note } = input
    const { count } = await tx.balCampagneCommune.updateMany({
      where: { campagneId, concerneId, campagne: { etat: "ouverte" } },
      data: { visitePrevueLe: prevue && toDatabase(prevue), visiteFaiteLe: faite && toDatabase(faite), note },
    })
    if (count === 0) return refuse("commune-inconnue")
    await tx.journal("bal.visite-planned", {
      concerneId,
      objet: `bal_campagne/${campagneId}`,
      apres: { prevue, faite, note },
    })
    return ok({ id: campagneId })
  })

export const closeCampagne = (ctx: AgentContext, { campagne: id }: { campagne: string }): Answer =>
  write(ctx, "bal.suivre", async (tx) => {
    const { count } = await tx.balCampagne.updateMany({ where: { id, etat: "ouverte" }, data: { etat: "close" } })
    if (count === 0) return refuse("campagne-inconnue")
    await tx.journal("bal.campagne-closed", { objet: `bal_campagne/${id}` })
    return ok({ id })
  })

/** A guide that every commune reads; attached to a campaign, its page shows it too. */
export const addGuide = (ctx: AgentContext, { campagne, ...data }: GuideInput): Answer =>
  write(ctx, "bal.suivre", async (tx) => {
    const { id } = await tx.balGuide.create({ data: { ...data, campagneId: campagne }, select: { id: true } })
    await tx.journal("bal.guide-added", { objet: `bal_guide/${id}`, apres: { titre: data.titre } })
    return ok({ id: campagne ?? id })
  })

export const changeReglage = (ctx: AgentContext, input: ReglageInput): Answer =>
  write(ctx, "bal.settings", async (tx) => {
    const { majLe: _, ...before } = await tx.balReglage.findUniqueOrThrow({ where: { id: 1 } })
    await tx.balReglage.update({ where: { id: 1 }, data: { ...input, majLe: new Date() } })
    await tx.journal("bal.settings-changed", { avant: before, apres: input })
    return ok({ id: "1" })
  })
