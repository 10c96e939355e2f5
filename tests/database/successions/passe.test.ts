import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { denial, RIGHTS, type Right } from "@/lib/access/rights.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { mergeInput } from "@/lib/successions/schema.ts"
import { stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { openSession } from "@/tests/support/sessions.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
// Object.keys forgets its keys: they are the rights.
const RIGHT_NAMES = Object.keys(RIGHTS) as Right[]

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

it("who works for the successor reads what each left, and may do nothing there", async () => {
  const staff = agent({ personneId: personneId("gestionnaire") })
  await owner.query(`update souscription set "enServiceLe" = current_date - 30 where "enServiceLe" > current_date - 30`)
  const input = mergeInput.parse({
    ...{ predecesseurs: ["27112", "27198"].map(stablePublicId), nom: "Breteuil-sur-Iton", codeInsee: "27112" },
    ...{ siren: "", le: addDays(today(), -1), fondement: "Arrêté du 2 octobre 2026" },
  })
  const { collectivite } = succeeded(await mergeCommunes(staff, input))
  const { rows } = await owner.query<{ courriel: string }>(`select courriel from personne where id = $1`, [
    personneId("secretaire.breteuil"),
  ])
  const cookie = await openSession(String(rows[0]?.courriel))
  const visitor = await findVisitor(cookie.split("=")[1] ?? "")
  const byPlace = (publicId: string) => visitor?.liens.find((lien) => lien.publicId === publicId)
  expect(byPlace(collectivite)?.roles).toContain("secretaire")
  // Fees are claimed there: the secrétariat follows them to their end.
  expect(byPlace(stablePublicId("27112"))?.roles).toContain("secretaire")
  const past = byPlace(stablePublicId("27198"))
  expect(past).toMatchObject({ nom: "Mesnils-sur-Iton", roles: [], fonction: "Historique, en lecture seule" })
  if (!visitor || !past) throw new Error("nobody")
  const there = { kind: "membre", who: { ...visitor.who, facteurConfirmeLe: new Date() }, liens: [past] } as const
  for (const right of RIGHT_NAMES) expect(denial(there, right, new Date()), right).toBe("droit-manquant")
  const seen = await read(there, (tx) => tx.souscription.findMany({ select: { collectiviteId: true } }))
  expect([...new Set(seen.map(({ collectiviteId }) => collectiviteId))]).toEqual([past.collectiviteId])
})
