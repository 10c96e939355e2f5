import { afterAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { claimSealedMails } from "@/lib/access/identity/sealed-mail.ts"
import { completeFiche } from "@/lib/collectivites/commands/complete-fiche.ts"
import { saveCoordonnees } from "@/lib/collectivites/commands/coordonnees.ts"
import { confirmCourriel, giveUpCourriel } from "@/lib/collectivites/commands/courriel-officiel.ts"
import { coordonneesInput, ficheInput } from "@/lib/collectivites/schema.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { findDebiteur } from "@/lib/titres/queries/projets.ts"
import { agent } from "@/tests/support/contexts.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
const staff = agent({ personneId: await people.personne() })
afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

type Fiche = { siret: string | null; ville: string | null; courrielOfficiel: string | null; majLe: Date }

const ficheOf = async (id: string): Promise<Fiche> =>
  (await owner.query<Fiche>(`select * from fiche where "collectiviteId" = $1`, [id])).rows[0] as Fiche

async function mairie(courriel: string | null = null, role: "secretaire" | "elu" = "secretaire") {
  const commune = await people.collectivite("Essai", courriel)
  const personne = await people.personne()
  await people.rattache(personne, commune.id, role)
  const ctx = await people.membre(personne, commune.id)
  const save = async (values: Record<string, string>) => {
    const version = (await ficheOf(commune.id)).majLe.toISOString()
    return saveCoordonnees(ctx, coordonneesInput.parse({ collectivite: commune.publicId, version, ...values }))
  }
  return { ...commune, ctx, save }
}

async function codeFor(courriel: string): Promise<string> {
  const mails = await claimSealedMails(100)
  const mail = mails.find((sealed) => sealed.genre === "courriel-officiel" && sealed.courriel === courriel)
  if (mail?.genre !== "courriel-officiel") throw new Error(`no code was sent to ${courriel}`)
  return mail.code
}

describe("a member's own file", () => {
  it("keeps what she completes, and in the journal what was there before", async () => {
    const { id, save } = await mairie()
    const first = { siret: "200 058 246 00014", adresse: "1 place", codePostal: "27160", ville: "Breteuil" }
    expect(await save({ ...first, courrielOfficiel: "mairie@exemple.fr" })).toMatchObject({
      ok: true,
      value: { toConfirm: false },
    })
    expect(await ficheOf(id)).toMatchObject({ siret: "20005824600014", courrielOfficiel: "mairie@exemple.fr" })
    const { rows } = await owner.query(
      `select avant, apres from journal where "concerneId" = $1 and evenement = 'coordonnees.saved'`,
      [id],
    )
    expect(rows).toMatchObject([{ avant: { siret: null }, apres: { ville: "Breteuil" } }])
  })

  it("tells the second of two colleagues who read the same state", async () => {
    const { id, publicId, ctx } = await mairie()
    const version = (await ficheOf(id)).majLe.toISOString()
    const answers = await Promise.all(
      ["Une", "Autre"].map((ville) =>
        saveCoordonnees(ctx, coordonneesInput.parse({ collectivite: publicId, version, ville })),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: "fiche-modifiee" })
  })

  it("keeps a SIRET for staff to check when the register has no SIREN: no titre bears it before", async () => {
    const { id, publicId, save } = await mairie()
    await owner.query("update collectivite set siren = null where id = $1", [id])
    expect(await save({ siret: "20005824600014", codeService: "MAIRIE" })).toMatchObject({ ok: true })
    const debiteur = () => read(staff, (tx) => findDebiteur(tx, id))
    expect(await debiteur()).toMatchObject({ siren: null, siret: null })
    const version = (await ficheOf(id)).majLe.toISOString()
    const checked = ficheInput.parse({
      collectivite: publicId,
      version,
      siret: "20005824600014",
      codeService: "MAIRIE",
    })
    expect(await completeFiche(staff, checked)).toMatchObject({ ok: true })
    expect(await debiteur()).toMatchObject({ siren: "200058246", siret: "20005824600014" })
    await owner.query("update collectivite set siren = null where id = $1", [id])
  })

  it("takes no SIRET of another body, and stores nothing then", async () => {
    const { id, save } = await mairie()
    const other = await people.collectivite("Autre")
    await owner.query(`update collectivite set siren = '200999993' where id = $1`, [other.id])
    expect(await save({ siret: "20099999300013", ville: "Vernon" })).toMatchObject({ refusal: "siren-pris" })
    await owner.query(`update collectivite set siren = '200058246' where id = $1`, [id])
    expect(await save({ siret: "20099999300013" })).toMatchObject({ refusal: "siret-autre-siren" })
    expect(await ficheOf(id)).toMatchObject({ siret: null, ville: null })
    await owner.query("update collectivite set siren = null where id in ($1, $2)", [id, other.id])
  })

  it("is not for an élu alone to complete", async () => {
    const { save } = await mairie(null, "elu")
    await expect(save({ ville: "Vernon" })).rejects.toThrow(AccessRefused)
  })
})

describe("the official mailbox", () => {
  it("changes only once the present one has given its code", async () => {
    const { id, ctx, save } = await mairie("ancienne.a@exemple.fr")
    expect(await save({ ville: "Vernon", courrielOfficiel: "nouvelle@exemple.fr" })).toMatchObject({
      value: { toConfirm: true },
    })
    expect(await ficheOf(id)).toMatchObject({ ville: "Vernon", courrielOfficiel: "ancienne.a@exemple.fr" })
    const code = await codeFor("ancienne.a@exemple.fr")
    const { rows } = await owner.query(`select * from changement_courriel where "collectiviteId" = $1`, [id])
    expect(JSON.stringify(rows)).not.toContain(code)
    expect(await confirmCourriel(ctx, { code })).toMatchObject({ ok: true })
    expect(await ficheOf(id)).toMatchObject({ courrielOfficiel: "nouvelle@exemple.fr" })
    expect(await confirmCourriel(ctx, { code })).toMatchObject({ refusal: "changement-inconnu" })
  })

  it("is given up after five wrong codes, counted even when they come together", async () => {
    const { id, ctx, save } = await mairie("ancienne.b@exemple.fr")
    await save({ courrielOfficiel: "nouvelle@exemple.fr" })
    const code = await codeFor("ancienne.b@exemple.fr")
    const wrong = code === "000000" ? "000001" : "000000"
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirmCourriel(ctx, { code: wrong })))
    expect(answers.filter((answer) => !answer.ok && answer.refusal === "code-faux")).toHaveLength(4)
    expect(answers.filter((answer) => !answer.ok && answer.refusal === "code-epuise")).toHaveLength(1)
    expect(await confirmCourriel(ctx, { code })).toMatchObject({ refusal: "changement-inconnu" })
    expect(await ficheOf(id)).toMatchObject({ courrielOfficiel: "ancienne.b@exemple.fr" })
  })

  it("stays when the code came too late, when the change was given up, and when staff changed it meanwhile", async () => {
    const { id, ctx, save } = await mairie("ancienne.c@exemple.fr")
    await save({ courrielOfficiel: "nouvelle@exemple.fr" })
    const late = await codeFor("ancienne.c@exemple.fr")
    await owner.query(`update changement_courriel set "codeExpireLe" = now() where "collectiviteId" = $1`, [id])
    expect(await confirmCourriel(ctx, { code: late })).toMatchObject({ refusal: "changement-inconnu" })

    await save({ courrielOfficiel: "nouvelle@exemple.fr" })
    expect(await giveUpCourriel(ctx)).toMatchObject({ ok: true })
    expect(await confirmCourriel(ctx, { code: await codeFor("ancienne.c@exemple.fr") })).toMatchObject({
      refusal: "changement-inconnu",
    })

    await save({ courrielOfficiel: "nouvelle@exemple.fr" })
    const code = await codeFor("ancienne.c@exemple.fr")
    await owner.query(`update fiche set "courrielOfficiel" = 'operateur@exemple.fr' where "collectiviteId" = $1`, [id])
    expect(await confirmCourriel(ctx, { code })).toMatchObject({ refusal: "fiche-modifiee" })
    expect(await ficheOf(id)).toMatchObject({ courrielOfficiel: "operateur@exemple.fr" })
  })

  it("is never emptied, and the present one is not flooded with codes", async () => {
    const { save } = await mairie("ancienne.d@exemple.fr")
    expect(await save({ ville: "Vernon" })).toMatchObject({ refusal: "courriel-retire" })
    for (const n of [1, 2, 3, 4, 5])
      expect(await save({ courrielOfficiel: `n${n}@exemple.fr` })).toMatchObject({ ok: true })
    expect(await save({ courrielOfficiel: "n6@exemple.fr" })).toMatchObject({ refusal: "trop-de-changements" })
  })
})
