import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { sirenOf } from "@/lib/collectivites/rules.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findReglages, type Reglages } from "../queries/reglages.ts"
import { checkLogo } from "../rules.ts"
import type { CertificatsInput } from "../schema/certificats.ts"
import type { ReglementsInput } from "../schema/reglements.ts"
import type { ApparenceInput, EchangesInput, FacturationInput, IdentiteInput, PublicationInput } from "../schema.ts"
import type { OperateurRefusal } from "../types.ts"

type Answer = Promise<Result<void, OperateurRefusal>>

export const saveIdentite = (ctx: AgentContext, { version, ...identite }: IdentiteInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    const { siren, siret } = identite
    if (siren && siret && sirenOf(siret) !== siren) return refuse("siret-autre-siren", { siren })
    return change(tx, before, identite)
  })

export const saveApparence = (ctx: AgentContext, input: ApparenceInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const { version, accent, logo, retirerLogo } = input
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    if (logo) {
      const bytes = new Uint8Array(await logo.arrayBuffer())
      const type = checkLogo(bytes)
      if (!type.ok) return type
      await tx.operateur.update({ where: { id: 1 }, data: { logo: bytes, logoType: type.value } })
    } else if (retirerLogo) {
      await tx.operateur.update({ where: { id: 1 }, data: { logo: null, logoType: null } })
    }
    if (logo || retirerLogo)
      await tx.journal("operateur.logo", { objet: "operateur", apres: { octets: logo?.size ?? 0 } })
    return change(tx, before, { accent: accent.toLowerCase() })
  })

export const saveFacturation = (ctx: AgentContext, input: FacturationInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const { version, population, ...facturation } = input
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    const known = await tx.population.findFirst({ where: { ...population }, select: { code: true } })
    if (!known) return refuse("population-inconnue")
    return change(tx, before, {
      ...facturation,
      populationGenre: population.genre,
      populationMillesime: population.millesime,
    })
  })

/** By which way titres leave, and what the comptable gave for it. */
export const saveEchanges = (ctx: AgentContext, { version, ...echanges }: EchangesInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    return change(tx, before, echanges)
  })

/** How members pay online, and when those who have not paid are reminded. */
export const saveReglements = (ctx: AgentContext, { version, ...reglements }: ReglementsInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    return change(tx, before, reglements)
  })

/** When the end of a tool's certificate is told. */
export const saveCertificats = (ctx: AgentContext, { version, ...certificats }: CertificatsInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    return change(tx, before, certificats)
  })

/** What the legal pages say of the host and of how long things are kept. */
export const savePublication = (ctx: AgentContext, { version, ...publication }: PublicationInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const before = await lockReglages(tx)
    if (before.version !== version) return refuse("reglages-modifies")
    return change(tx, before, publication)
  })

/** One writer at a time: the second reads what the first has written. */
async function lockReglages(tx: WriteTx): Promise<Reglages> {
  await tx.$queryRaw`select 1 from operateur where id = 1 for update`
  return findReglages(tx)
}

type Changes = Partial<Omit<Reglages, "version">>

/** The journal keeps what changed, and only that. */
async function change(tx: WriteTx, before: Reglages, changes: Changes): Promise<Result<void, OperateurRefusal>> {
  const names = (Object.keys(changes) as (keyof Changes)[]).filter((name) => before[name] !== changes[name])
  const pick = (from: Changes) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  await tx.operateur.update({ where: { id: 1 }, data: { ...changes, majLe: new Date() } })
  await tx.journal("operateur.updated", { objet: "operateur", avant: pick(before), apres: pick(changes) })
  return ok(undefined)
}
