import {
  type AgentContext,
  type CollectiviteId,
  type MembreContext,
  type PersonneId,
  systeme,
} from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { designateRepresentant, saveDeliberation } from "@/lib/adhesions/commands/prepare.ts"
import { prepareCharte } from "@/lib/conventions/commands/prepare-charte.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { findActeOfAnyone } from "@/lib/conventions/queries/actes.ts"
import { addDays, calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import type { Result } from "@/lib/platform/result.ts"
import { recordMandat } from "@/lib/signatures/commands/mandats.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"
import { voteCotisation } from "./deliberations.ts"
import { stableId } from "./ids.ts"
import { personneId } from "./people.ts"

// Acts by the portal's own way, in the name of people invented for it: a charte that waits for its mayor, a convention
// that both sides signed. Those that the worker writes when it starts wait for theirs.

const operator = systeme("seed", "operateur")
const MESNILS = stableId("collectivite", "27198")
const MESSAGERIE = stableId("souscription", "27198:messagerie-nom-de-domaine")

export async function signActes(): Promise<void> {
  // Another département has neither members nor catalogue.
  if (!(await read(operator, (tx) => tx.souscription.findFirst({ where: { id: MESSAGERIE } })))) return
  await voteCotisation(acting("gestionnaire", "Gestionnaire"))
  await sendCharte()
  await concludeConvention()
}

/** The council has voted, the mayor is named: the charte is on her desk. */
async function sendCharte(): Promise<void> {
  const staff = acting("gestionnaire", "Gestionnaire")
  const found = await read(operator, (tx) =>
    tx.dossierAdhesion.findFirst({ where: { etat: "en_preparation", deliberationNumero: { not: null } } }),
  )
  if (!found?.deliberationNumero) return
  const { id: dossier, collectiviteId, deliberationNumero: numero } = found
  const version = () =>
    read(operator, async (tx) => (await tx.dossierAdhesion.findFirstOrThrow({ where: { id: dossier } })).version)
  const fichier = new File([await deliberationPdf()], "deliberation-demonstration.pdf", { type: "application/pdf" })
  done(await saveDeliberation(staff, { dossier, version: await version(), numero, le: addDays(today(), -15), fichier }))
  const { mandat } = await elect(collectiviteId)
  const dateEffet = calendarDate(`${yearOf(today()) + 1}-01-01`)
  done(await designateRepresentant(staff, { dossier, version: await version(), mandat, dateEffet }))
  const { acte } = done(await prepareCharte(staff, { dossier, version: await version() }))
  done(await produceNextActe(acte))
}

async function concludeConvention(): Promise<void> {
  const { version } = await read(operator, (tx) => tx.souscription.findFirstOrThrow({ where: { id: MESSAGERIE } }))
  const staff = acting("gestionnaire", "Gestionnaire")
  const { acte } = done(await prepareConvention(staff, { souscription: MESSAGERIE, version }))
  done(await produceNextActe(acte))
  const { maire, nom, publicId } = await elect(MESNILS)
  const empreinte = (await read(operator, (tx) => findActeOfAnyone(tx, acte)))?.empreinte ?? ""
  const member: MembreContext = {
    kind: "membre",
    who: who(maire, "Maire de Mesnils-sur-Iton"),
    liens: [
      {
        // A brand is given by sign-in alone; the seed names the commune and the person itself.
        ...{ collectiviteId: MESNILS as CollectiviteId, publicId, nom, type: "commune" as const },
        ...{ roles: ["elu" as const], fonction: "Maire" },
      },
    ],
  }
  done(await signActe(member, { acte, empreinte }))
  done(await countersignActe(acting("president", "Président", "ordonnateur"), { acte, empreinte }))
}

/** A mayor of the demonstration: nobody signs in as her. */
async function elect(collectiviteId: string) {
  const maire = stableId("personne", `maire:${collectiviteId}`)
  const { nom, publicId } = await write(operator, "documents.store", async (tx) => {
    const body = await tx.collectivite.findUniqueOrThrow({ where: { id: collectiviteId } })
    const courriel = `maire.${body.publicId}@demo.invalid`
    await tx.personne.create({ data: { id: maire, nom: `Maire de ${body.nom}`, courriel } })
    await tx.rattachement.create({
      data: {
        ...{ collectiviteId, personneId: maire, role: "elu", fonction: "Maire", origine: "demonstration" },
        depuis: new Date("2026-03-22"),
      },
    })
    await tx.journal("demonstration.chargee", { concerneId: collectiviteId, objet: "maire" })
    return body
  })
  const office = { collectivite: publicId, personne: maire, fonction: "Maire", jusqua: null }
  const fondement = "Procès-verbal d'élection du 22 mars 2026 (donnée de démonstration)"
  const staff = acting("gestionnaire", "Gestionnaire")
  const { mandat } = done(await recordMandat(staff, { ...office, fondement, depuis: calendarDate("2026-03-22") }))
  return { maire, mandat, nom, publicId }
}

const acting = (key: string, nom: string, role: AgentContext["role"] = "gestionnaire"): AgentContext => ({
  ...{ kind: "agent", role },
  who: who(personneId(key), nom),
})

// The seed names people by plain text; only here some of them act, with their factor.
const who = (id: string, nom: string) => ({
  // The same: nobody signed in.
  ...{ personneId: id as PersonneId, nom, courriel: "demonstration@demo.invalid", boite: false },
  sessionId: "00000000-0000-7000-8000-000000000000",
  facteurConfirmeLe: new Date(),
})

function done<V, R extends string>(result: Result<V, R>): V {
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.details ?? {})}`)
  return result.value
}
