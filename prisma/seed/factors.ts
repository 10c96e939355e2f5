import { createHash } from "node:crypto"
import { Secret } from "otpauth"
import { sealTotp } from "../../lib/access/identity/totp.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { identitiesOf, personneId } from "./people.ts"

/** No secret at all, on purpose: the demo's local pages show the code in place of a telephone. */
export const demoTotpSecret = (key: string): string =>
  new Secret({
    buffer: Uint8Array.from(createHash("sha256").update(`portail.demonstration:${key}`).digest().subarray(0, 20))
      .buffer,
  }).base32

export const factorRows = (departement: string, nextauthSecret: string): Row[] =>
  identitiesOf(departement)
    .filter(({ factor }) => factor)
    .map(({ key }) => {
      const id = stableId("facteur", key)
      return {
        id,
        personneId: personneId(key),
        genre: "totp",
        nom: "Code à usage unique (démonstration)",
        donnees: { secret: sealTotp(nextauthSecret, id, demoTotpSecret(key)) },
        confirmeLe: new Date().toISOString(),
      }
    })
