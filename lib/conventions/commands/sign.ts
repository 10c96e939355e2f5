import type { Prisma } from "@/generated/prisma/client.ts"
import { type AgentContext, type MembreContext, only, type SignedIn } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findLastFactor } from "@/lib/access/identity/factors.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { findSignataire, listMandats } from "@/lib/signatures/queries/mandats.ts"
import { mandatFor } from "@/lib/signatures/rules.ts"
import type { Preuve } from "@/lib/signatures/types.ts"
import { checkShown, checkTransition } from "../rules.ts"
import type { SignInput } from "../schema.ts"
import type { Acte, ActeRefusal } from "../types.ts"
import { advanceActe, conclude, lockActe, lockActeOfAnyone } from "./steps.ts"

type Signed = Promise<Result<{ acte: string }, ActeRefusal>>

/** An élu, or whom he delegated, engages the collectivité on the very bytes that were shown to her. */
export async function signActe(ctx: MembreContext, input: SignInput): Signed {
  const { collectiviteId } = only(ctx)
  const facteur = await factorWords(ctx.who)
  return write(ctx, "actes.sign", async (tx) => {
    const locked = await lockActe(tx, collectiviteId, input.acte)
    if (!locked.ok) return locked
    const acte = locked.value
    if (acte.niveau === "externe") return refuse("signature-externe")
    const signable = checkTransition(acte.etat, "signe")
    if (!signable.ok) return signable
    const le = new Date()
    const mandats = await listMandats(tx, collectiviteId)
    const mandat = mandatFor(mandats, { personneId: ctx.who.personneId, genre: acte.genre, day: dayInParis(le) })
    if (!mandat.ok) return mandat
    const shown = checkShown(acte, input.empreinte)
    if (!shown.ok) return shown
    const { id, genre, deleguantId, fonction, fondement } = mandat.value
    const preuve = preuveOf(ctx.who, { acte, partie: acte.contenu.collectivite.nom, fonction, fondement, facteur, le })
    await insertSignature(tx, acte, preuve, {
      rang: 1,
      personneId: ctx.who.personneId,
      mandatId: deleguantId ?? id,
      delegationId: genre === "delegation" ? id : null,
    })
    return advanceActe(tx, acte, { vers: "signe", evenement: "acte.signe" })
  })
}

/** The operator's president, or whom he delegated, signs the same bytes: both sides are bound. */
export async function countersignActe(ctx: AgentContext, input: SignInput): Signed {
  const facteur = await factorWords(ctx.who)
  return write(ctx, "actes.countersign", async (tx) => {
    const locked = await lockActeOfAnyone(tx, input.acte)
    if (!locked.ok) return locked
    const acte = locked.value
    const signable = checkTransition(acte.etat, "contresigne")
    if (!signable.ok) return signable
    const le = new Date()
    const signataire = await findSignataire(tx, ctx.who.personneId, dayInParis(le))
    if (!signataire) return refuse("signataire-absent")
    const shown = checkShown(acte, input.empreinte)
    if (!shown.ok) return shown
    const { fonction, fondement } = signataire
    const preuve = preuveOf(ctx.who, { acte, partie: acte.contenu.operateur.nom, fonction, fondement, facteur, le })
    await insertSignature(tx, acte, preuve, {
      rang: 2,
      personneId: ctx.who.personneId,
      signataireOperateurId: signataire.id,
    })
    const advanced = await advanceActe(tx, acte, { vers: "contresigne", evenement: "acte.contresigne" })
    if (!advanced.ok) return advanced
    const concluded = await conclude(tx, ctx, acte)
    return concluded.ok ? advanced : concluded
  })
}

const FACTORS = { passkey: "clé d'accès", totp: "code à usage unique" } as const

async function factorWords(who: SignedIn): Promise<string> {
  const factor = await findLastFactor(who)
  return factor ? FACTORS[factor.genre] : "facteur personnel"
}

type Facts = { acte: Acte; partie: string; fonction: string; fondement: string; facteur: string; le: Date }

const preuveOf = (who: SignedIn, { acte, partie, fonction, fondement, facteur, le }: Facts): Preuve => ({
  niveau: "simple",
  partie,
  personne: who.nom,
  courriel: who.courriel,
  fonction,
  fondement,
  facteur,
  facteurConfirmeLe: who.facteurConfirmeLe?.toISOString() ?? null,
  session: who.sessionId,
  empreinte: acte.empreinte ?? "",
  le: le.toISOString(),
})

type By = {
  rang: 1 | 2
  personneId: string
  mandatId?: string
  delegationId?: string | null
  signataireOperateurId?: string
}

export async function insertSignature(tx: WriteTx, acte: Acte, preuve: Preuve, by: By): Promise<void> {
  await tx.signature.create({
    data: {
      ...by,
      collectiviteId: acte.collectiviteId,
      acteId: acte.id,
      niveau: preuve.niveau,
      nom: preuve.personne,
      fonction: preuve.fonction,
      fondement: preuve.fondement,
      empreinte: preuve.empreinte,
      le: new Date(preuve.le),
      preuve: asJson<Prisma.InputJsonObject>(preuve),
    },
  })
}
