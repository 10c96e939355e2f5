import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { listCotisationLignes } from "@/lib/partages/queries/mutualises.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { insertTitre } from "@/tests/support/issued-titres.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
}, 60_000)
afterAll(() => owner.end())

it("what a member pays for its own services is not its cotisation, and pays no pillar", async () => {
  const collectiviteId = stableId("collectivite", "27112")
  const of = { collectiviteId, exercice: 2026, emisParId: one.who.personneId }
  await insertTitre(owner, { ...of, lignes: [{ libelle: "Services", montantHt: 19_200n, taux: "20" }], serie: "SRV" })
  await insertTitre(owner, { ...of, lignes: [{ libelle: "Cotisation 2026", montantHt: 44_190n }] })
  const lignes = await read(one, (tx) => listCotisationLignes(tx, collectiviteId))
  expect(lignes.map(({ libelle, montant, cotisation }) => ({ libelle, montant, cotisation }))).toEqual([
    { libelle: "Cotisation 2026", montant: 44_190n, cotisation: true },
    { libelle: "Services", montant: 23_040n, cotisation: false },
  ])
})
