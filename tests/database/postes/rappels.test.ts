import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { addDays, today } from "@/lib/platform/dates.ts"
import type { FournisseurPort } from "@/lib/ports/fournisseur.ts"
import { addPostes } from "@/lib/postes/commands/change.ts"
import { decideCommande } from "@/lib/postes/commands/decide.ts"
import { postponeSuivi } from "@/lib/postes/commands/follow.ts"
import { remindLateCommandes } from "@/lib/postes/commands/remind-late.ts"
import { transmitNextCommande } from "@/lib/postes/commands/transmit.ts"
import { addInput } from "@/lib/postes/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const MARBOIS = stableId("collectivite", "27157")
const [ELU, SECRETAIRE] = [personneId("maire.breteuil"), personneId("secretaire.breteuil")]
const secretaire = membre({ personneId: SECRETAIRE }, MARBOIS, ["secretaire"])
const elu = membre({ personneId: ELU, facteurConfirmeLe: new Date() }, MARBOIS, ["elu"])
const staff = agent({ personneId: personneId("gestionnaire") })
let souscription = ""

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  // What the demonstration has under way would be told too.
  await owner.query(`update commande set "prochainEssaiLe" = 'infinity'`)
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     values ($1, $2, 'elu', 'Maire', current_date - 90, 'essai'), ($1, $3, 'secretaire', 'Secrétaire', current_date - 90, 'essai') on conflict do nothing`,
    [MARBOIS, ELU, SECRETAIRE],
  )
})
beforeEach(async () => {
  const [row] = await all(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe",
       "prixUnitaire", periodicite, "categorieTva", "tauxTva", unite)
     values ($1, $2, 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', $3, current_date - 60, 14, 'mois', 'S', 20, 'poste') returning id`,
    [MARBOIS, stableId("service", "pack-cyber"), ELU],
  )
  souscription = row.id
})
afterAll(() => owner.end())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const ask = async () => {
  const input = addInput.parse({
    ...{ collectivite: "x", souscription, tarif: stableId("tarif", "pack-cyber"), effetLe: addDays(today(), 20) },
    ...{
      nom_1: "École",
      site_1: "École",
      fonction_1: "Directrice",
      nom_2: "Accueil",
      site_2: "Mairie",
      fonction_2: "Agent",
    },
  })
  succeeded(await addPostes(secretaire, input))
  const [row] = await all(`select id, version from commande where "souscriptionId" = $1`, [souscription])
  return { collectivite: "x", commande: String(row.id), version: Number(row.version) }
}
const told = async (commande: string) =>
  (
    await all(
      `select n.genre, n."personneId" as qui, n.texte from notification n where n."objetId" = $1 order by n.genre, n."creeLe"`,
      [commande],
    )
  ).map(({ genre, qui, texte }) => ({ genre, qui, texte }))
/** Reminders that lead to this order, whatever they are about. */
const reminded = async (genre: string, end: string) =>
  all(
    `select n."personneId" as qui, n.texte from notification n join rappel r on r.id = n."objetId"
     where r.genre = $1 and n.lien like '%' || $2 and (n."personneId" is null or n."personneId" = $3)`,
    [genre, end, ELU],
  )

describe("more posts", () => {
  it("are approved or refused, and whoever asked hears which, with the reason", async () => {
    const first = await ask()
    expect((await told(first.commande)).map(({ genre, qui }) => [genre, qui])).toContainEqual([
      "souscription-a-approuver",
      ELU,
    ])
    succeeded(await decideCommande(elu, { ...first, decision: "approuver", motif: null }))
    expect(await told(first.commande)).toContainEqual({
      ...{ genre: "souscription-approuvee", qui: SECRETAIRE },
      texte: expect.stringMatching(/^L'ajout de 2\spostes à Pack Cyber sécurité est approuvé pour Marbois\./),
    })
    souscription = (
      await all(
        `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe",
           "prixUnitaire", periodicite, "categorieTva", "tauxTva", unite)
         select "collectiviteId", "serviceId", etat, 1, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe",
           "prixUnitaire", periodicite, "categorieTva", "tauxTva", unite from souscription where id = $1 returning id`,
        [souscription],
      )
    )[0].id
    const second = await ask()
    succeeded(await decideCommande(elu, { ...second, decision: "refuser", motif: "Pas cette année." }))
    expect(await told(second.commande)).toContainEqual({
      ...{ genre: "souscription-refusee", qui: SECRETAIRE },
      texte: expect.stringContaining("Motif : Pas cette année."),
    })
  })

  it("that wait for an élu are reminded of after a week, then once a week, three times", async () => {
    const asked = await ask()
    const mine = () => reminded("souscription-rappel", `/souscriptions/${souscription}/postes`)
    await remindLateCommandes(inDays(6))
    expect(await mine()).toEqual([])
    for (const days of [8, 8, 14, 16, 24, 32]) await remindLateCommandes(inDays(days))
    expect((await mine()).map(({ qui }) => qui)).toEqual([ELU, ELU, ELU])
    succeeded(await decideCommande(elu, { ...asked, decision: "refuser", motif: "Non" }))
    expect(await remindLateCommandes(inDays(60))).toMatchObject({ refusal: "rien" })
  })

  it("that the provider rejects, or has not done on its day, are the operator's to follow; a day put off begins anew", async () => {
    const { commande, ...asked } = await ask()
    succeeded(await decideCommande(elu, { ...asked, commande, decision: "approuver", motif: null }))
    // Only orders leave here: nothing else of the port is called.
    const provider = (order: FournisseurPort["order"]) => ({ order }) as FournisseurPort
    const rejects = provider(async () => ({ accepted: false, permanent: true, response: "Contrat inconnu" }))
    await owner.query(`update commande set "prochainEssaiLe" = '-infinity' where id = $1`, [commande])
    succeeded(await transmitNextCommande(rejects))
    expect(await told(commande)).toContainEqual({
      ...{ genre: "commande-suivi", qui: null },
      texte: expect.stringContaining("Sa réponse : Contrat inconnu"),
    })

    await owner.query(
      `update commande set etat = 'a_transmettre', "prochainEssaiLe" = '-infinity', version = version + 1 where id = $1`,
      [commande],
    )
    const accepts = provider(async () => ({ accepted: true, reference: "P-1", suiviLe: addDays(today(), 5) }))
    succeeded(await transmitNextCommande(accepts))
    const late = () => reminded("commande-retard", `/commandes/${commande}`)
    await remindLateCommandes(inDays(11))
    expect(await late()).toEqual([])
    for (const days of [13, 13, 20, 28, 36]) await remindLateCommandes(inDays(days))
    expect(await late()).toHaveLength(3)
    const [{ publicId: collectivite, version }] = await all(
      `select c."publicId", k.version from commande k join collectivite c on c.id = k."collectiviteId" where k.id = $1`,
      [commande],
    )
    succeeded(await postponeSuivi(staff, { collectivite, commande, version, suiviLe: addDays(today(), 40) }))
    await remindLateCommandes(inDays(45))
    expect(await late()).toHaveLength(3)
    await remindLateCommandes(inDays(48))
    expect(await late()).toHaveLength(4)
    await owner.query(`update commande set etat = 'realisee', version = version + 1 where id = $1`, [commande])
    await remindLateCommandes(inDays(90))
    expect(await late()).toHaveLength(4)
  })
})
