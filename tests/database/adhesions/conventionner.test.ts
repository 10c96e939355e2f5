import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { endConventionne, recordConventionne } from "@/lib/adhesions/commands/conventionner.ts"
import { openDossier } from "@/lib/adhesions/commands/open.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
let place: { id: string; publicId: string }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const { rows } = await owner.query(
    `select c.id, c."publicId" from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
      where a.statut = 'prospect' and a.depuis < current_date - 30
        and not exists (select from dossier_adhesion d where d."collectiviteId" = c.id) order by c.id limit 1`,
  )
  place = rows[0]
})
afterAll(() => owner.end())

const typed = (shift: number) => ({
  ...{ collectivite: place.publicId, le: addDays(today(), shift), fondement: "Délibération 2026-40" },
})
const refusal = async (answer: Promise<{ ok: boolean; refusal?: string }>) => (await answer).refusal
const statut = () => read(staff, (tx) => findStatut(tx, place.id))

it("a public body uses services under convention without being a member, then no more, and may still join", async () => {
  await expect(recordConventionne(agent({ personneId: personneId("support") }, "support"), typed(-5))).rejects.toThrow(
    AccessRefused,
  )
  expect(await refusal(recordConventionne(staff, typed(1)))).toBe("date-future")
  expect(await refusal(recordConventionne(staff, typed(-40_000)))).toBe("date-anterieure")
  expect(await refusal(endConventionne(staff, typed(-5)))).toBe("statut-autre")

  const twice = await Promise.all([1, 2].map(() => recordConventionne(staff, typed(-5))))
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await statut()).toBe("conventionne")
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
      select $1, id, 'en_service', 1, current_date, 'Mairie', 'm@demo.invalid', $2, current_date - 4 from service where slug = 'sensibilisation-cyber'`,
    [place.id, personneId("maire.breteuil")],
  )
  succeeded(await endConventionne(staff, typed(-1)))
  expect(await statut()).toBe("resilie")
  const { rows } = await owner.query(
    `select etat, "termineeLe"::text as fin, (select count(*)::int from adhesion a where a."collectiviteId" = s."collectiviteId") as situations
      from souscription s where s."collectiviteId" = $1`,
    [place.id],
  )
  expect(rows).toEqual([{ etat: "terminee", fin: addDays(today(), -2), situations: 3 }])
  expect((await openDossier(staff, { collectivite: place.publicId })).ok).toBe(true)
})

it("a member never leaves by that door, nor is placed under convention", async () => {
  const member = { ...typed(-1), collectivite: stablePublicId("27112") }
  expect(await refusal(endConventionne(staff, member))).toBe("statut-autre")
  expect(await refusal(recordConventionne(staff, member))).toBe("statut-autre")
})
