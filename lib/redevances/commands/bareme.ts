import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type {
  BaremeInput,
  CompleteOperateurInput,
  OperateurInput,
  PublishBaremeInput,
  TauxLegalInput,
} from "../schema.ts"
import type { RedevanceRefusal } from "../types.ts"

type Done<T> = Promise<Result<T, RedevanceRefusal>>

/** Rates of a year with their source: a draft, whose effect is looked at before it counts. */
export function draftBareme(ctx: AgentContext, input: BaremeInput): Done<{ id: string }> {
  return write(ctx, "redevances.baremes", async (tx) => {
    const draft = await tx.baremeRodp.findFirst({ where: { annee: input.annee, etat: "projet" } })
    if (draft) return refuse("bareme-existant", { annee: String(input.annee) })
    const { id } = await tx.baremeRodp.create({
      data: { ...input, creeParId: ctx.who.personneId },
      select: { id: true },
    })
    await tx.journal("redevance.bareme-projete", { objet: `bareme/${id}`, apres: { ...input } })
    return ok({ id })
  })
}

/** From now on it counts for every commune; the one it replaces is kept, with what was computed from it. */
export function publishBareme(ctx: AgentContext, { bareme: id, acte }: PublishBaremeInput): Done<{ id: string }> {
  return write(ctx, "redevances.baremes", async (tx) => {
    await tx.$queryRaw`select 1 from bareme_rodp where id = ${id}::uuid for update`
    const row = await tx.baremeRodp.findUnique({ where: { id } })
    if (row?.etat !== "projet") return refuse("bareme-inconnu")
    if (acte === "publier") {
      await tx.baremeRodp.updateMany({ where: { annee: row.annee, etat: "publie" }, data: { etat: "remplace" } })
      await tx.baremeRodp.update({
        where: { id },
        data: { etat: "publie", publieParId: ctx.who.personneId, publieLe: new Date() },
      })
    } else {
      await tx.baremeRodp.update({ where: { id }, data: { etat: "ecarte" } })
    }
    await tx.journal(acte === "publier" ? "redevance.bareme-publie" : "redevance.bareme-ecarte", {
      objet: `bareme/${id}`,
      apres: { annee: row.annee },
    })
    return ok({ id })
  })
}

export function addTauxLegal(ctx: AgentContext, input: TauxLegalInput): Done<null> {
  return write(ctx, "redevances.baremes", async (tx) => {
    const { annee, semestre } = input
    const known = await tx.tauxInteretLegal.findUnique({ where: { annee_semestre: { annee, semestre } } })
    if (known) return refuse("taux-legal-existant")
    await tx.tauxInteretLegal.create({ data: input })
    await tx.journal("redevance.taux-legal-ajoute", { objet: `taux-legal/${annee}-${semestre}`, apres: { ...input } })
    return ok(null)
  })
}

/** A debtor that communes may then declare; its other names help files to be read. */
export function addOperateur(ctx: AgentContext, { alias, ...input }: OperateurInput): Done<null> {
  return write(ctx, "redevances.baremes", async (tx) => {
    const known = await tx.operateurTelecom.findFirst({ where: { nom: { equals: input.nom, mode: "insensitive" } } })
    if (known) return refuse("operateur-existant")
    const names = [input.nom, ...(alias ?? "").split(",")]
      .map((name) => fold(name.trim()))
      .filter((name) => name !== "")
    const { id } = await tx.operateurTelecom.create({ data: { ...input, alias: names }, select: { id: true } })
    await tx.journal("redevance.operateur-ajoute", { objet: `operateur-telecom/${id}`, apres: { nom: input.nom } })
    return ok(null)
  })
}

/** What a letter and a titre write of a debtor. What was already frozen in a paper stays as it was. */
export function completeOperateur(
  ctx: AgentContext,
  { operateur: id, ...coordonnees }: CompleteOperateurInput,
): Done<null> {
  return write(ctx, "redevances.baremes", async (tx) => {
    const known = await tx.operateurTelecom.findUnique({
      where: { id },
      select: { siren: true, adresse: true, codePostal: true, ville: true },
    })
    if (!known) return refuse("operateur-inconnu")
    await tx.operateurTelecom.update({ where: { id }, data: coordonnees })
    await tx.journal("redevance.operateur-complete", {
      ...{ objet: `operateur-telecom/${id}`, avant: known, apres: coordonnees },
    })
    return ok(null)
  })
}
