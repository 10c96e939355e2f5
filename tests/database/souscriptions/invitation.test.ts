import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type MembreContext, only, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { inviteCommunes, tellNextInvitation } from "@/lib/souscriptions/commands/invite.ts"
import { countInvitables, findLastInvitation } from "@/lib/souscriptions/queries/invitation.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { acting, connect, refusal } from "@/tests/support/logins.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const login = await connect("membre")
const EPCI = stableId("collectivite", "200066462")
const PACK = "pack-cyber"
const president = { personneId: personneId("president.interco") }
function asEpci(ctx: MembreContext): MembreContext {
  const lien = only(ctx)
  return { ...ctx, liens: [{ ...lien, type: "epci" }] }
}
const epci = asEpci(membre(president, EPCI, ["elu"]))
let serviceId = ""
let communes: string[] = []

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  serviceId = (await owner.query("select id from service where slug = $1", [PACK])).rows[0].id
  communes = await invitables()
})
afterAll(() => Promise.all([owner.end(), login.end()]))

/** As the worker sees them. */
const invitables = () =>
  read(systeme("essai", "operateur"), async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      select c.id from collectivite c where c."epciId" = ${EPCI}::uuid
        and c.id in (select portail_communes_a_inviter(${EPCI}::uuid, ${serviceId}::uuid)) order by c.nom`
    return rows.map(({ id }) => id)
  })
const invite = (ctx = epci, service = PACK, message: string | null = "Même poste partout.") =>
  inviteCommunes(ctx, { collectivite: "", service, message })
const count = (ctx: MembreContext, collectiviteId = EPCI) =>
  read(ctx, (tx) => countInvitables(tx, { collectiviteId, serviceId }))
const told = async (id: string) =>
  (
    await owner.query<{ qui: string; texte: string; lien: string; role: string }>(
      `select n."collectiviteId" as qui, n.texte, n.lien, r.role::text from notification n
       join rattachement r on r."collectiviteId" = n."collectiviteId" and r."personneId" = n."personneId"
       where n."objetId" = $1 and n.genre = 'service-invitation'`,
      [id],
    )
  ).rows

/** Somebody of her own in this commune: who hears is then known. */
async function settle(collectiviteId: string): Promise<void> {
  await owner.query(
    `with nouvelle as (insert into personne (nom, courriel) values ('Personne d''essai', gen_random_uuid() || '@demo.invalid') returning id)
     insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     select $1, id, 'secretaire', 'Essai', '2026-01-01', 'essai' from nouvelle`,
    [collectiviteId],
  )
}

async function subscribe(collectiviteId: string): Promise<void> {
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId")
     values ($1, $2, 'a_approuver', 1, now(), 'Accueil', 'accueil@demo.invalid', $3)`,
    [collectiviteId, serviceId, president.personneId],
  )
}

describe("an EPCI invites its communes to a service", () => {
  it("is refused to who has no communes, on a service unknown, and to whoever may not ask", async () => {
    expect(await invite(membre(president, EPCI, ["elu"]))).toMatchObject({ refusal: "invitation-reservee" })
    expect(await invite(epci, "inconnu")).toMatchObject({ refusal: "service-inconnu" })
    // The command takes members only: what runs must refuse the others too.
    const staff = agent({ personneId: personneId("gestionnaire") }) as never
    await expect(invite(staff)).rejects.toThrow(AccessRefused)
    await owner.query("update service set types = '{epci}' where id = $1", [serviceId])
    try {
      expect(await invite()).toMatchObject({ refusal: "personne-a-inviter" })
    } finally {
      await owner.query("update service set types = '{}' where id = $1", [serviceId])
    }
  })

  it("counts for the EPCI of the session alone, and never tells a member which communes", async () => {
    expect(communes.length).toBeGreaterThan(5)
    expect(await count(epci)).toBe(communes.length)
    const other = stableId("collectivite", "27112")
    expect(await count(membre(president, other))).toBe(0)
    const list = acting(login, { collectivites: [EPCI] }, () =>
      login.query("select portail_communes_a_inviter($1, $2)", [EPCI, serviceId]),
    )
    expect((await refusal(list)).message).toContain("permission denied")
  })

  it("tells those that are still its own, members, and without it; no other", async () => {
    // The territory has more than these five.
    const [hears, asked, left, fused, out] = communes as [string, string, string, string, string]
    const stranger = (
      await owner.query(
        `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null and a.statut = 'adherent'
         where c.type = 'commune' and c."epciId" <> $1 limit 1`,
        [EPCI],
      )
    ).rows[0].id
    for (const id of [hears, asked, left, fused, out, stranger]) await settle(id)
    const { id } = succeeded(await invite())
    expect(await read(epci, (tx) => findLastInvitation(tx, { collectiviteId: EPCI, serviceId }))).toMatchObject({
      ...{ le: today(), communes: null, message: "Même poste partout." },
    })
    await subscribe(asked)
    await owner.query(`update collectivite set "epciId" = null where id = $1`, [left])
    await owner.query(
      `insert into succession ("predecesseurId", "successeurId", le, source, "creeParId") values ($1, $2, '2026-01-01', 'essai', $3)`,
      [fused, hears, president.personneId],
    )
    await owner.query(
      `update adhesion set jusqua = (now() at time zone 'Europe/Paris')::date where "collectiviteId" = $1 and jusqua is null`,
      [out],
    )
    expect(succeeded(await tellNextInvitation())).toEqual({ invitation: id, communes: communes.length - 4 })
    const heard = await told(id)
    expect(heard.map(({ qui }) => qui)).toContain(hears)
    for (const one of [asked, left, fused, out, stranger]) expect(heard.map(({ qui }) => qui)).not.toContain(one)
    expect(heard.every(({ qui }) => communes.includes(qui))).toBe(true)
    const mine = heard.find(({ qui }) => qui === hears)
    expect(mine?.texte).toMatch(
      /Interco Normandie Sud Eure invite .+ à utiliser .+ Son message : « Même poste partout. »/,
    )
    expect(mine?.lien).toMatch(/^\/c\/[^/]+\/services\/pack-cyber$/)
    expect(await read(epci, (tx) => findLastInvitation(tx, { collectiviteId: EPCI, serviceId }))).toMatchObject({
      communes: communes.length - 4,
    })
    expect(await tellNextInvitation()).toMatchObject({ refusal: "rien" })
  })

  it("is not said twice within 30 days, even by two people at once", async () => {
    expect(await invite()).toMatchObject({ refusal: "deja-invitees" })
    // Days of the calendar in Paris: thirty of them may have an hour more or less.
    const age = (days: number) =>
      owner.query(
        `alter table invitation_service disable trigger garde;
         update invitation_service set "creeLe" = (now() at time zone 'Europe/Paris' - interval '${days} days') at time zone 'Europe/Paris';
         alter table invitation_service enable trigger garde`,
      )
    await age(29)
    expect(await invite()).toMatchObject({ refusal: "deja-invitees" })
    await age(30)
    const both = await Promise.all([invite(), invite()])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-invitees" })
    succeeded(await tellNextInvitation())
  })

  it("has nobody to tell below three communes, and its trace never changes", async () => {
    const rest = await invitables()
    for (const id of rest.slice(2)) await subscribe(id)
    expect(await count(epci)).toBe(0)
    await owner.query(
      `alter table invitation_service disable trigger garde;
       update invitation_service set "creeLe" = now() - interval '40 days';
       alter table invitation_service enable trigger garde`,
    )
    expect(await invite()).toMatchObject({ refusal: "personne-a-inviter" })
    await expect(owner.query("update invitation_service set communes = 99")).rejects.toThrow("ne change pas")
    await expect(owner.query("delete from invitation_service")).rejects.toThrow()
  })
})
