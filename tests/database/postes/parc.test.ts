import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { MembreContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { addDays, type CalendarDate, calendarDate, today } from "@/lib/platform/dates.ts"
import { httpFournisseur } from "@/lib/ports/fournisseur.ts"
import { addPostes, removePoste } from "@/lib/postes/commands/change.ts"
import { decideCommande } from "@/lib/postes/commands/decide.ts"
import { orderPostes } from "@/lib/postes/commands/order.ts"
import { pullReleve, receiveReleve } from "@/lib/postes/commands/releves.ts"
import { transmitNextCommande } from "@/lib/postes/commands/transmit.ts"
import { listParcs } from "@/lib/postes/queries/desk.ts"
import { findParc } from "@/lib/postes/queries/parc.ts"
import { compareParc } from "@/lib/postes/rules/ecarts.ts"
import { computeMois, type Mois } from "@/lib/postes/rules/facturation.ts"
import { addInput, orderInput, removeInput } from "@/lib/postes/schema.ts"
import { decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startFournisseur } from "@/scripts/local/fournisseur.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const JETON = "jeton-d-essai"
const CODES = ["sauvegarde", "edr_soc", "proxy", "mots_de_passe"]

const day = today()
const ORDERED = calendarDate(`${nextMonth(day)}-15`)
const FIRST = nextMonth(day) as Mois
const SECOND = nextMonth(ORDERED) as Mois
const staff = agent({ personneId: personneId("gestionnaire") })

let server: LocalServer
let collectiviteId: string
let publicId: string
let secretaire: MembreContext
let elu: MembreContext

/** "2026-12" after "2026-11-22". */
function nextMonth(from: CalendarDate): string {
  return addDays(calendarDate(`${from.slice(0, 7)}-28`), 7).slice(0, 7)
}

const fournisseur = () => httpFournisseur({ url: server.url, jeton: JETON, demonstration: true })
const fault = (name: string) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault: name }) })
const install = () =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ act: "installer" }) })

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: day })
  // The bar starts from an empty parc: nothing of the demonstration is in the provider's readings.
  await owner.query(`update service set "releveLe" = null where slug = 'pack-cyber'`)
  await owner.query(`delete from poste_inconnu`)
  // Its convention and its tasks are walked in tests/database/conventions: here a post counts from the day it opens.
  await owner.query(`update service set "exigeConvention" = false, "tachesOuverture" = '{}' where slug = 'pack-cyber'`)
  await owner.query(`update commande set "prochainEssaiLe" = 'infinity'`)
  // Signing a convention and opening tasks have tests of their own.
  await owner.query(`update service set "exigeConvention" = false, "tachesOuverture" = '{}' where slug = 'pack-cyber'`)
  const { rows } = await owner.query(`select c.id, c."publicId" from collectivite c
    join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null
    where c.type = 'commune' and not exists (select from souscription s join service v on v.id = s."serviceId"
      where s."collectiviteId" = c.id and v.slug = 'pack-cyber') order by c.nom limit 1`)
  collectiviteId = rows[0].id
  publicId = rows[0].publicId
  secretaire = membre({ personneId: personneId("secretaire.breteuil") }, collectiviteId, ["secretaire"])
  elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }, collectiviteId, ["elu"])
  server = await startFournisseur({ port: await freePort(), jeton: JETON, composants: CODES })
})
afterAll(async () => {
  await server.close()
  await owner.end()
})

const rows = (...names: string[]) =>
  Object.fromEntries(
    names.flatMap((nom, at) => [
      [`nom_${at + 1}`, nom],
      [`site_${at + 1}`, "Mairie"],
      [`fonction_${at + 1}`, "Agent"],
    ]),
  )
const tarif = stableId("tarif", "pack-cyber")
const order = (...names: string[]) =>
  orderInput.parse({
    ...{ collectivite: publicId, service: "pack-cyber", tarif, dateSouhaitee: ORDERED },
    ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid", ...rows(...names) },
  })
const parcOf = async (souscription: string) => {
  const parc = await read(secretaire, (tx) => findParc(tx, collectiviteId, souscription))
  if (!parc) throw new Error("no parc")
  return parc
}
const posteNamed = async (souscription: string, nom: string) =>
  (await parcOf(souscription)).postes.find((poste) => poste.nom === nom)?.id ?? ""

describe("three posts ordered on the 15th, one removed and two added next month, an unknown post in the provider's file", () => {
  let souscription = ""

  it("orders them with the souscription, installation apart, and hands nothing over before the élu's approval", async () => {
    const answer = await orderPostes(secretaire, order("Accueil", "Secrétariat", "Maire"))
    expect(answer.ok).toBe(true)
    souscription = answer.ok ? answer.value.id : ""
    expect(await transmitNextCommande(fournisseur())).toMatchObject({ ok: false, refusal: "rien" })
    const { postes, quantite } = await parcOf(souscription)
    expect(quantite).toBe(3)
    expect(postes.map(({ numero, prix, prixInstallation }) => [numero, prix?.prixUnitaire, prixInstallation])).toEqual([
      [1, "14", "45"],
      [2, "14", "45"],
      [3, "14", "45"],
    ])
  })

  it("hands the order over once approved, and keeps the provider's number and the day to follow up", async () => {
    const input = { collectivite: "", souscription, version: 1, decision: "approuver", motif: null } as const
    expect((await decideSouscription(elu, input)).ok).toBe(true)
    await fault("fail")
    expect(await transmitNextCommande(fournisseur())).toMatchObject({ ok: true, value: { accepted: false } })
    const [waiting] = (await parcOf(souscription)).commandes
    expect(waiting).toMatchObject({ etat: "a_transmettre", reponse: "indisponible" })
    await owner.query(`update commande set "prochainEssaiLe" = now() - interval '1 second' where id = $1`, [
      waiting?.id,
    ])
    await fault("none")
    expect(await transmitNextCommande(fournisseur())).toMatchObject({ ok: true, value: { accepted: true } })
    const [sent] = (await parcOf(souscription)).commandes
    expect(sent).toMatchObject({
      etat: "accusee",
      accuseReference: "BC-0001",
      suiviLe: addDays(day, 15),
      reponse: null,
    })
  })

  it("bills the first month from the 15th by the service's rule", async () => {
    const start = { collectivite: publicId, souscription, version: 2, le: ORDERED }
    expect(await startSouscription(staff, start)).toMatchObject({ ok: true })
    const { postes, service } = await parcOf(souscription)
    expect(service.prorata).toBe("mois_entames")
    expect(computeMois(postes, service.prorata, FIRST)).toMatchObject({ ht: 4200n + 13500n, tva: 3540n, ttc: 21240n })
  })

  it("removes one and adds two, which an élu approves", async () => {
    const poste = await posteNamed(souscription, "Secrétariat")
    const left = removeInput.parse({ collectivite: publicId, souscription, poste, effetLe: `${SECOND}-10` })
    expect((await removePoste(secretaire, left)).ok).toBe(true)
    expect(await removePoste(secretaire, left)).toMatchObject({ ok: false, refusal: "poste-deja-retire" })
    const more = addInput.parse({
      ...{ collectivite: publicId, souscription, tarif, effetLe: `${SECOND}-20` },
      ...rows("École", "Médiathèque"),
    })
    expect((await addPostes(secretaire, more)).ok).toBe(true)
    const [asked] = (await parcOf(souscription)).commandes
    expect(asked).toMatchObject({ genre: "ajout", etat: "a_approuver" })
    expect((await parcOf(souscription)).quantite).toBe(2)
    const decision = {
      collectivite: publicId,
      commande: asked?.id ?? "",
      version: 1,
      decision: "approuver",
      motif: null,
    } as const
    expect((await decideCommande(elu, decision)).ok).toBe(true)
    expect((await parcOf(souscription)).quantite).toBe(4)
    for (let waiting = 0; waiting < 2; waiting++) expect((await transmitNextCommande(fournisseur())).ok).toBe(true)
  })

  it("bills the second month to the cent, and the third without what left", async () => {
    const { postes, service } = await parcOf(souscription)
    const { lignes, ht, tva, ttc } = computeMois(postes, service.prorata, SECOND)
    expect(lignes.map(({ genre, postes: numeros, montantHt }) => [genre, numeros, montantHt])).toEqual([
      ["usage", [1, 3], 2800n],
      ["usage", [2], 1400n],
      ["usage", [4, 5], 2800n],
      ["installation", [4, 5], 9000n],
    ])
    expect([ht, tva, ttc]).toEqual([16000n, 3200n, 19200n])
    const third = nextMonth(calendarDate(`${SECOND}-15`)) as Mois
    expect(computeMois(postes, service.prorata, third)).toMatchObject({ ht: 5600n, tva: 1120n, ttc: 6720n })
  })

  it("reads the provider's file: states to the post, and each difference named", async () => {
    const line = (poste: number, ...etats: string[]) => `${day};${publicId};${poste};PC-${poste};${etats.join(";")}`
    const csv = [
      `releve_le;client;poste;libelle;${CODES.join(";")}`,
      line(1, "actif", "actif", "actif", "actif"),
      line(2, "actif", "actif", "actif", "actif"),
      line(3, "actif", "En alerte", "actif", "à installer"),
      line(4, "à installer", "à installer", "à installer", "à installer"),
      line(42, "actif", "actif", "actif", "actif"),
      "TOTAL;5",
    ].join("\r\n")
    const fichier = new File([csv], "releve.csv", { type: "text/csv" })
    expect((await receiveReleve(staff, { service: "pack-cyber", fichier })).ok).toBe(true)
    expect(await receiveReleve(staff, { service: "pack-cyber", fichier })).toMatchObject({ refusal: "deja-recu" })

    const { postes, etrangers, releveLe } = await parcOf(souscription)
    expect(postes.map(({ etats }) => CODES.map((code) => etats[code]))).toEqual([
      ["active", "active", "active", "active"],
      ["active", "active", "active", "active"],
      ["active", "en_alerte", "active", "a_installer"],
      ["a_installer", "a_installer", "a_installer", "a_installer"],
      [undefined, undefined, undefined, undefined],
    ])
    const seen = compareParc(postes, etrangers, calendarDate(`${SECOND}-25`), releveLe)
    expect([seen.factures, seen.actifs]).toEqual([4, 4])
    expect(seen.ecarts.map(({ genre, reference }) => [genre, reference])).toEqual([
      ["actif_non_facture", "2"],
      ["facture_non_actif", "4"],
      ["facture_absent", "5"],
      ["inconnu", "42"],
    ])
    const listed = await read(staff, (tx) => listParcs(tx, { page: 1 }, calendarDate(`${SECOND}-25`)))
    expect(listed.rows.find(({ souscriptionId }) => souscriptionId === souscription)).toMatchObject({
      ...{ factures: seen.factures, actifs: seen.actifs, ecarts: seen.ecarts.length },
    })
  })

  it("closes the orders that the provider's endpoint says are done", async () => {
    await install()
    expect((await pullReleve(staff, { service: "pack-cyber" }, fournisseur())).ok).toBe(true)
    const { commandes, etrangers } = await parcOf(souscription)
    expect(commandes.map(({ genre, etat }) => [genre, etat])).toEqual([
      ["ajout", "realisee"],
      ["retrait", "realisee"],
      ["initiale", "realisee"],
    ])
    expect(etrangers).toEqual([])
  })
})

describe("the provider's readings", () => {
  it("waits for a person when the count is not what was announced", async () => {
    await fault("miscount")
    const answer = await pullReleve(staff, { service: "pack-cyber" }, fournisseur())
    const { rows: found } = await owner.query("select etat, annonces, lus from releve where id = $1", [
      answer.ok ? answer.value.id : null,
    ])
    expect(found[0]).toMatchObject({ etat: "a_verifier", annonces: found[0].lus + 1 })
  })

  it("refuses one that is older than what is applied, and tells when nobody answers", async () => {
    await fault("late")
    expect(await pullReleve(staff, { service: "pack-cyber" }, fournisseur())).toMatchObject({ refusal: "plus-ancien" })
    await fault("break")
    expect(await pullReleve(staff, { service: "pack-cyber" }, fournisseur())).toMatchObject({
      refusal: "fournisseur-muet",
      details: { raison: "la liaison est coupée" },
    })
    await fault("garbage")
    expect(await pullReleve(staff, { service: "pack-cyber" }, fournisseur())).toMatchObject({
      details: { raison: "réponse illisible" },
    })
    expect(await pullReleve(staff, { service: "pack-cyber" }, null)).toMatchObject({ refusal: "fournisseur-absent" })
    await fault("none")
  })
})
