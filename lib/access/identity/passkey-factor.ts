import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import { z } from "zod"
import type { SignedIn } from "@/lib/access/context.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { attempt } from "./attempts.ts"
import { checkMayChange, identite, markConfirmed, tellOfFactor } from "./factors.ts"
import type { FactorRefusal } from "./refusals.ts"
import { journal } from "./trace.ts"

const TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const
const credential = z.object({
  id: z.string(),
  publicKey: z.string(),
  counter: z.number(),
  transports: z.array(z.enum(TRANSPORTS)).catch([]),
})

const PASSKEY_NAME = "Clé d'accès"

const relyingParty = () => ({
  expectedOrigin: new URL(env().APP_URL).origin,
  expectedRPID: new URL(env().APP_URL).hostname,
})

export const beginPasskey = (
  who: SignedIn,
  issuer: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, FactorRefusal>> =>
  identite(async (tx) => {
    const allowed = await checkMayChange(tx, who)
    if (!allowed.ok) return allowed
    const held = await listCredentials(tx, who)
    const options = await generateRegistrationOptions({
      rpName: issuer,
      rpID: relyingParty().expectedRPID,
      userName: who.courriel,
      userDisplayName: who.nom,
      userID: Uint8Array.from(Buffer.from(who.personneId)),
      attestationType: "none",
      excludeCredentials: held.map(({ id, transports }) => ({ id, transports })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    })
    await keepChallenge(tx, who, options.challenge)
    return ok(options)
  })

export async function enrolPasskey(
  who: SignedIn,
  response: RegistrationResponseJSON,
): Promise<Result<void, FactorRefusal>> {
  if (!(await attempt("facteur.compte", who.personneId))) return refuse("trop-d-essais")
  return identite(async (tx) => {
    const allowed = await checkMayChange(tx, who)
    if (!allowed.ok) return allowed
    const expectedChallenge = await takeChallenge(tx, who)
    if (!expectedChallenge) return refuse("demande-expiree")
    const verified = await verifyRegistrationResponse({ response, expectedChallenge, ...relyingParty() }).catch(
      () => null,
    )
    if (!verified?.verified) return refuse("cle-refusee")
    const { id, publicKey, counter, transports } = verified.registrationInfo.credential
    const donnees = { id, publicKey: Buffer.from(publicKey).toString("base64"), counter, transports: transports ?? [] }
    const created = await tx.facteur.create({
      data: { personneId: who.personneId, genre: "passkey", nom: PASSKEY_NAME, donnees, confirmeLe: new Date() },
      select: { id: true },
    })
    await journal(tx, who.personneId, "facteur.added", { objet: `facteur/${created.id}`, apres: { genre: "passkey" } })
    await tellOfFactor(tx, who.courriel, "ajoute", PASSKEY_NAME)
    await markConfirmed(tx, who, created.id)
    return ok(undefined)
  })
}

export const askPasskey = (who: SignedIn): Promise<Result<PublicKeyCredentialRequestOptionsJSON, FactorRefusal>> =>
  identite(async (tx) => {
    const held = await listCredentials(tx, who)
    if (held.length === 0) return refuse("aucun-facteur")
    const options = await generateAuthenticationOptions({
      rpID: relyingParty().expectedRPID,
      allowCredentials: held.map(({ id, transports }) => ({ id, transports })),
      userVerification: "required",
    })
    await keepChallenge(tx, who, options.challenge)
    return ok(options)
  })

export async function confirmPasskey(
  who: SignedIn,
  response: AuthenticationResponseJSON,
): Promise<Result<void, FactorRefusal>> {
  if (who.boite) return refuse("boite-partagee")
  if (!(await attempt("facteur.compte", who.personneId))) return refuse("trop-d-essais")
  return identite(async (tx) => {
    const expectedChallenge = await takeChallenge(tx, who)
    if (!expectedChallenge) return refuse("demande-expiree")
    const held = (await listCredentials(tx, who)).find(({ id }) => id === response.id)
    if (!held) return refuse("cle-refusee")
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      ...relyingParty(),
      credential: { ...held, publicKey: Uint8Array.from(Buffer.from(held.publicKey, "base64")) },
    }).catch(() => null)
    if (!verified?.verified) return refuse("cle-refusee")
    const { factorId, ...kept } = held
    const donnees = { ...kept, counter: verified.authenticationInfo.newCounter }
    await tx.facteur.update({ where: { id: factorId }, data: { donnees }, select: { id: true } })
    await markConfirmed(tx, who, factorId)
    return ok(undefined)
  })
}

async function listCredentials(tx: DatabaseTx, who: SignedIn) {
  const rows = await tx.facteur.findMany({
    where: { personneId: who.personneId, genre: "passkey", confirmeLe: { not: null } },
    select: { id: true, donnees: true },
  })
  return rows.map(({ id, donnees }) => ({ ...credential.parse(donnees), factorId: id }))
}

const CHALLENGE_MINUTES = 5

/** One challenge at a time for one person, good for one answer. */
async function keepChallenge(tx: DatabaseTx, who: SignedIn, defi: string): Promise<void> {
  await tx.defi.deleteMany({ where: { personneId: who.personneId } })
  const expireLe = new Date(Date.now() + CHALLENGE_MINUTES * 60_000)
  await tx.defi.create({ data: { personneId: who.personneId, defi, expireLe } })
}

async function takeChallenge(tx: DatabaseTx, who: SignedIn): Promise<string | null> {
  const [taken] = await tx.$queryRaw<{ defi: string; expireLe: Date }[]>`
    delete from defi where "personneId" = ${who.personneId}::uuid returning defi, "expireLe"`
  return taken && taken.expireLe > new Date() ? taken.defi : null
}
