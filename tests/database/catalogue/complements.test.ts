import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { createBesoin, removeBesoin, updateBesoin } from "@/lib/catalogue/commands/besoins.ts"
import { attachDocument, detachDocument } from "@/lib/catalogue/commands/documents.ts"
import { createOffre, removeOffre, updateOffre } from "@/lib/catalogue/commands/offres-externes.ts"
import { changeOptionEtat, createOption, updateOption } from "@/lib/catalogue/commands/options.ts"
import { findComplements, listBesoins, listOffresExternes } from "@/lib/catalogue/queries/complements.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { listOptions } from "@/lib/catalogue/queries/options.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { findPublies } from "@/lib/catalogue/queries/versions.ts"
import { compareVersions } from "@/lib/catalogue/rules/versions.ts"
import {
  besoinInput,
  documentInput,
  offreInput,
  optionChangeInput,
  optionEtatInput,
  optionInput,
} from "@/lib/catalogue/schema/complements.ts"
import { today } from "@/lib/platform/dates.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const support = agent({ personneId: personneId("gestionnaire") }, "support")
const SERVICE = "pack-cyber"

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const file = async () => {
  const service = await read(staff, (tx) => findServiceFile(tx, SERVICE))
  if (!service) throw new Error("no service")
  return service
}
const options = async () => read(staff, async (tx) => listOptions(tx, (await file()).id))
const offered = async () => (await read(PUBLIC, (tx) => findOffered(tx, SERVICE, today())))?.options ?? []
const published = () => read(staff, (tx) => findPublies(tx, today()))
const traces = async (evenement: string) =>
  (await owner.query(`select avant, apres from journal where evenement = $1 order by le`, [evenement])).rows

const PRICED = { prixUnitaire: "2,50", unite: "poste", periodicite: "mois", categorieTva: "S", tauxTva: "20" }
const option = async (over: Record<string, string> = {}) =>
  optionInput.parse({
    ...{
      service: SERVICE,
      version: (await file()).version,
      nom: "Sauvegarde étendue",
      description: "200 Go par poste.",
    },
    ...PRICED,
    ...over,
  })

describe("the options of a service", () => {
  it("are added, changed, withdrawn and offered again; each act is traced and shown by the next version", async () => {
    const before = await published()
    succeeded(await createOption(staff, await option()))
    const added = (await options()).find(({ nom }) => nom === "Sauvegarde étendue")
    expect(added).toMatchObject({ retiree: false, souscriptions: 0, prix: { prixUnitaire: "2.5", tauxTva: "20" } })
    const id = String(added?.id)
    expect(compareVersions(before, await published())).toMatchObject([
      { slug: SERVICE, genre: "modifie", details: [{ champ: "Options", apres: expect.stringContaining("2,50") }] },
    ])

    const changed = optionChangeInput.parse({
      ...(await option({ prixUnitaire: "3", unite: "" })),
      option: id,
      unite: "",
    })
    succeeded(await updateOption(staff, changed))
    expect((await offered()).find((one) => one.id === id)).toMatchObject({ unite: null, prix: { prixUnitaire: "3" } })
    expect(await traces("service.option-modifiee")).toMatchObject([
      { avant: { prixUnitaire: "2.5", unite: "poste" }, apres: { prixUnitaire: "3", unite: null } },
    ])

    const etat = async (proposee: string) =>
      succeeded(
        await changeOptionEtat(
          staff,
          optionEtatInput.parse({ service: SERVICE, version: (await file()).version, option: id, proposee }),
        ),
      )
    await etat("non")
    expect((await offered()).some((one) => one.id === id)).toBe(false)
    expect((await options()).find((one) => one.id === id)?.retiree).toBe(true)
    expect(compareVersions(before, await published())).toEqual([])
    await etat("oui")
    expect((await offered()).some((one) => one.id === id)).toBe(true)
  })

  it("are refused under a name already there, on a file read before another's change, or without the right", async () => {
    expect(await createOption(staff, await option({ nom: "SAUVEGARDE étendue" }))).toMatchObject({
      refusal: "option-prise",
    })
    const stale = await option({ nom: "Une autre" })
    succeeded(await createOption(staff, await option({ nom: "Première" })))
    expect(await createOption(staff, stale)).toMatchObject({ refusal: "service-modifie" })
    await expect(createOption(support, await option({ nom: "Sans droit" }))).rejects.toThrow(AccessRefused)
    expect((await options()).some(({ nom }) => nom === "Sans droit" || nom === "Une autre")).toBe(false)
  })

  it("are on quote without a price, and say beside each field what a price lacks", async () => {
    expect(await option({ prixUnitaire: "" })).toMatchObject({ prixUnitaire: null, periodicite: null, tauxTva: null })
    const base = { service: SERVICE, version: "v", nom: "A", description: "B" }
    const wrong = (over: Record<string, string>) =>
      optionInput.safeParse({ ...base, ...PRICED, ...over }).error?.issues.map(({ path }) => path.join("."))
    expect(wrong({ periodicite: "", categorieTva: "" })).toEqual(["periodicite", "categorieTva"])
    expect(wrong({ tauxTva: "" })).toEqual(["tauxTva"])
    expect(wrong({ prixUnitaire: "-3", nom: "<b>" })).toEqual(["nom", "prixUnitaire"])
    expect(optionInput.parse({ ...base, ...PRICED, categorieTva: "O" }).tauxTva).toBe("0")
  })
})

describe("the documents of a service", () => {
  const joined = async (adresse: string) =>
    attachDocument(
      staff,
      documentInput.parse({ service: SERVICE, version: (await file()).version, titre: "Guide", adresse }),
    )

  it("are joined once, shown to all, and taken away", async () => {
    succeeded(await joined("https://exemple.fr/guide.pdf"))
    expect(await joined("https://exemple.fr/guide.pdf")).toMatchObject({ refusal: "document-present" })
    const { documents } = await read(PUBLIC, async (tx) => findComplements(tx, (await file()).id))
    const guide = documents.find(({ titre }) => titre === "Guide")
    const target = async () => ({ service: SERVICE, version: (await file()).version, document: String(guide?.id) })
    succeeded(await detachDocument(staff, await target()))
    expect(await detachDocument(staff, await target())).toMatchObject({ refusal: "document-inconnu" })
    expect(await traces("service.document-retire")).toMatchObject([{ avant: { titre: "Guide" } }])
  })

  it("are never an address that runs something", () => {
    for (const adresse of ["javascript:alert(1)", "http://exemple.fr", "data:text/html,x", "https://", "guide.pdf"])
      expect(documentInput.safeParse({ service: "a", version: "v", titre: "T", adresse }).success, adresse).toBe(false)
  })
})

describe("the services of others", () => {
  const typed = offreInput.parse({
    ...{ auteur: "partenaire", organisme: "Un organisme", nom: "Un service", description: "Il sert." },
    ...{ eligibilite: "", contact: "", adresse: "", source: "Document du 2 mars 2026" },
  })

  it("are added, changed and taken away by who manages the catalogue, and traced", async () => {
    await expect(createOffre(support, typed)).rejects.toThrow(AccessRefused)
    const { id } = succeeded(await createOffre(staff, typed))
    succeeded(await updateOffre(staff, { ...typed, offre: id, eligibilite: "Les communes" }))
    const found = (await read(PUBLIC, listOffresExternes)).find((one) => one.id === id)
    expect(found).toMatchObject({ nom: "Un service", eligibilite: "Les communes", contact: null })
    succeeded(await removeOffre(staff, { offre: id }))
    expect(await removeOffre(staff, { offre: id })).toMatchObject({ refusal: "offre-inconnue" })
    expect(await updateOffre(staff, { ...typed, offre: id })).toMatchObject({ refusal: "offre-inconnue" })
    expect(await traces("offre-externe.retiree")).toMatchObject([{ avant: { eligibilite: "Les communes" } }])
  })
})

describe("the needs without a tool of their own", () => {
  const typed = besoinInput.parse({ nom: "Archiver", reponse: "Rien encore.", service: "", source: "Étude, p. 4" })
  const shown = async (id: string) => (await read(PUBLIC, listBesoins)).find((one) => one.id === id)

  it("say what answers them today, a service where there is one, each named once", async () => {
    await expect(createBesoin(support, typed)).rejects.toThrow(AccessRefused)
    const { id } = succeeded(await createBesoin(staff, typed))
    expect(await shown(id)).toMatchObject({ reponse: "Rien encore.", service: null })
    expect(await createBesoin(staff, typed)).toMatchObject({ refusal: "besoin-pris" })
    const wrong = { ...typed, besoin: id, service: "inconnu" }
    expect(await updateBesoin(staff, wrong)).toMatchObject({ refusal: "service-inconnu" })
    succeeded(await updateBesoin(staff, { ...wrong, service: SERVICE }))
    expect((await shown(id))?.service?.slug).toBe(SERVICE)
    succeeded(await removeBesoin(staff, { besoin: id }))
    expect(await removeBesoin(staff, { besoin: id })).toMatchObject({ refusal: "besoin-inconnu" })
    expect(await shown(id)).toBeUndefined()
  })
})
