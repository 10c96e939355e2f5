import { PUBLIC, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { orderPostes } from "@/lib/postes/commands/order.ts"
import { orderInput } from "@/lib/postes/schema.ts"
import { decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { decideDevis } from "@/lib/souscriptions/commands/decide-devis.ts"
import { startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { proposeDevis } from "@/lib/souscriptions/commands/propose-devis.ts"
import { markTache } from "@/lib/souscriptions/commands/taches.ts"
import { devisInput } from "@/lib/souscriptions/schema/devis.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import type { Somebody } from "./people.ts"
import { succeeded } from "./told.ts"

const operator = systeme("scenario", "operateur")

async function typed(slug: string, publicId: string) {
  const service = await read(PUBLIC, (tx) => findOffered(tx, slug, today()))
  return {
    collectivite: publicId,
    service: slug,
    tarif: service?.mode === "unitaire" ? (service.tarifs[0]?.id ?? "") : "",
    quantite: "3",
    dateSouhaitee: addDays(today(), 30),
    contactNom: "Secrétariat de la mairie",
    contactCourriel: "mairie@demo.invalid",
  }
}

export async function orderPackCyber(secretaire: Somebody, maire: Somebody, publicId: string): Promise<string> {
  const postes = ["Accueil", "Secrétariat", "Bureau des élus"]
  const lines = postes.map((nom, index) => [
    [`nom_${index + 1}`, nom],
    [`site_${index + 1}`, "Mairie"],
    [`fonction_${index + 1}`, "Agent"],
  ])
  const input = orderInput.parse({ ...(await typed("pack-cyber", publicId)), ...Object.fromEntries(lines.flat()) })
  const { id } = succeeded(
    "Pack cyber demandé pour 3 postes",
    await orderPostes(await secretaire.membre(publicId), input),
  )
  return approve(id, maire, publicId)
}

type Ordering = { secretaire: Somebody; maire: Somebody; gestionnaire: Somebody }

/** On quote: the operator gives its price, which the maire accepts. */
export async function orderMessagerie(people: Ordering, publicId: string): Promise<string> {
  const { secretaire, maire, gestionnaire } = people
  const input = prepareInput.parse(await typed("messagerie-nom-de-domaine", publicId))
  const { id } = succeeded("Messagerie demandée", await prepareSouscription(await secretaire.membre(publicId), input))
  const target = { collectivite: publicId, souscription: id }
  const offer = devisInput.parse({
    ...{ ...target, version: "1", contenu: "Trois boîtes de 50 Go, nom de domaine et migration compris." },
    ...{ quantite: "3", unite: "boîte", prixUnitaire: "4,50", periodicite: "mois", categorieTva: "S", tauxTva: "20" },
    valableJusquau: addDays(today(), 60),
  })
  succeeded("Devis donné", await proposeDevis(await gestionnaire.agent(), offer))
  const { version, devis } = await read(operator, (tx) =>
    tx.souscription.findFirstOrThrow({ where: { id }, select: { version: true, devis: { select: { id: true } } } }),
  )
  const answer = { ...target, version, devis: String(devis[0]?.id), decision: "approuver", motif: null } as const
  succeeded("Devis accepté", await decideDevis(await maire.membre(publicId), answer))
  return id
}

async function approve(souscription: string, maire: Somebody, publicId: string): Promise<string> {
  const input = { collectivite: publicId, souscription, version: 1, decision: "approuver", motif: null } as const
  succeeded("Dépense approuvée", await decideSouscription(await maire.membre(publicId), input))
  return souscription
}

/** What is to do is done, then the service opens. */
export async function serve(staff: Somebody, publicId: string, souscription: string): Promise<void> {
  const { version, taches } = await read(operator, (tx) =>
    tx.souscription.findFirstOrThrow({ where: { id: souscription }, select: { version: true, taches: true } }),
  )
  const agent = await staff.agent()
  for (const { id, libelle } of taches) succeeded(libelle, await markTache(agent, { tache: id, faite: true }))
  const start = { collectivite: publicId, souscription, version, le: today() }
  succeeded("Service ouvert", await startSouscription(agent, start))
}
