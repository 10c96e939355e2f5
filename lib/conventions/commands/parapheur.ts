import { type SystemeContext, systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Envoi, ParapheurPort, Statut } from "@/lib/ports/parapheur.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isInForce } from "@/lib/signatures/rules.ts"
import type { Mandat, Preuve } from "@/lib/signatures/types.ts"
import { findActe } from "../queries/actes.ts"
import type { Acte, ActeEtat } from "../types.ts"
import { keepPages, readSigned } from "./keep.ts"
import { insertSignature } from "./sign.ts"
import { advanceActe, journalOf } from "./steps.ts"

type Worked = Promise<Result<{ acte: string }, "rien">>
const CTX: SystemeContext = systeme("actes.parapheur", "operateur")
const LIMIT = { timeoutMs: 120_000 }

/** Seconds before a dossier that waits for somebody is asked about again. */
const POLL_SECONDS = 60

/** Deposits one act that the operator wants signed there. The row stays locked: a crash deposits again, by the same reference. */
export const depositNextActe = (parapheur: ParapheurPort): Worked =>
  write(
    CTX,
    "actes.produce",
    async (tx) => {
      const acte = await claim(tx, "a_signer")
      if (!acte) return refuse("rien")
      const mandat = await findExpected(tx, acte.collectiviteId)
      if (!mandat) return failed(tx, acte, "Aucun mandat en cours pour cette collectivité : enregistrez-le.")
      const receipt = await parapheur.deposit(await envoiOf(tx, acte, mandat))
      if (!receipt.ok) return failed(tx, acte, receipt.message)
      const moved = await advanceActe(tx, acte, {
        vers: "au_parapheur",
        evenement: "acte.au-parapheur",
        data: { parapheurRef: receipt.value.dossier, essais: 0, erreur: null, prochainEssaiLe: new Date() },
      })
      return moved.ok ? moved : refuse("rien")
    },
    LIMIT,
  )

/** Asks about one act that is there: still waiting, refused, or signed, and then takes the signed file. */
export const followNextActe = (parapheur: ParapheurPort): Worked =>
  write(
    CTX,
    "actes.produce",
    async (tx) => {
      const acte = await claim(tx, "au_parapheur")
      if (!acte) return refuse("rien")
      const { parapheurRef } = await tx.acte.findFirstOrThrow({
        where: { collectiviteId: acte.collectiviteId, id: acte.id },
        select: { parapheurRef: true },
      })
      const status = await parapheur.status(parapheurRef ?? "")
      if (!status.ok) return failed(tx, acte, status.message)
      if (status.value.etat === "en_cours") return waiting(tx, acte)
      if (status.value.etat === "refuse") {
        const moved = await advanceActe(tx, acte, {
          vers: "refuse",
          evenement: "acte.refuse",
          data: { motif: status.value.motif },
        })
        return moved.ok ? moved : refuse("rien")
      }
      const signed = await parapheur.fetchSigned(parapheurRef ?? "")
      if (!signed.ok) return failed(tx, acte, signed.message)
      return accept(tx, acte, status.value, signed.value.pdf)
    },
    LIMIT,
  )

/** What comes back is our document, byte for byte, with a signature after it; anything else is not taken. */
async function accept(tx: WriteTx, acte: Acte, statut: Statut & { etat: "signe" }, pdf: Buffer): Worked {
  const sent = await readSigned(tx, acte)
  if (!pdf.subarray(0, sent.length).equals(sent))
    return failed(tx, acte, "Le fichier rendu n'est pas le document déposé : il n'a pas été accepté.")
  const le = new Date(statut.le)
  const mandats = await listMandats(tx, acte.collectiviteId)
  const mandat = mandats.find((one) => one.nom === statut.signataire && isInForce(one, mandats, dayInParis(le)))
  if (!mandat) return failed(tx, acte, `Signé par ${statut.signataire}, dont aucun mandat n'était en cours ce jour-là.`)
  await keepPages(tx, acte, pdf, "parapheur")
  const preuve: Preuve = {
    niveau: "externe",
    partie: acte.contenu.collectivite.nom,
    personne: statut.signataire,
    courriel: (await courrielOf(tx, mandat.personneId)) ?? "",
    fonction: mandat.fonction,
    fondement: mandat.fondement,
    facteur: statut.niveau,
    facteurConfirmeLe: null,
    session: null,
    empreinte: acte.empreinte ?? "",
    le: statut.le,
  }
  await insertSignature(tx, acte, preuve, {
    rang: 1,
    personneId: mandat.personneId,
    mandatId: mandat.deleguantId ?? mandat.id,
    delegationId: mandat.genre === "delegation" ? mandat.id : null,
  })
  const moved = await advanceActe(tx, acte, { vers: "signe", evenement: "acte.signe", data: { erreur: null } })
  return moved.ok ? moved : refuse("rien")
}

async function claim(tx: Tx, etat: ActeEtat): Promise<Acte | null> {
  const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
    select "collectiviteId", id from acte where etat::text = ${etat} and niveau = 'externe' and "prochainEssaiLe" <= now()
    order by "prochainEssaiLe", id limit 1 for update skip locked`
  return row ? findActe(tx, row.collectiviteId, row.id) : null
}

async function findExpected(tx: Tx, collectiviteId: string): Promise<Mandat | null> {
  const mandats = await listMandats(tx, collectiviteId)
  return mandats.find((one) => one.genre === "mandat" && isInForce(one, mandats, today())) ?? null
}

async function envoiOf(tx: Tx, acte: Acte, { nom, fonction, personneId }: Mandat): Promise<Envoi> {
  const { aSignerAvant } = await tx.acte.findFirstOrThrow({ where: { id: acte.id }, select: { aSignerAvant: true } })
  return {
    reference: acte.id,
    titre: `${acte.intitule}, ${acte.contenu.collectivite.nom}`,
    nomFichier: `${acte.numero}.pdf`,
    pdf: await readSigned(tx, acte),
    signataire: { nom, fonction, courriel: (await courrielOf(tx, personneId)) ?? "" },
    echeance: aSignerAvant.toISOString().slice(0, 10),
  }
}

async function courrielOf(tx: Tx, personneId: string): Promise<string | null> {
  const row = await tx.personne.findUnique({ where: { id: personneId }, select: { courriel: true } })
  return row?.courriel ?? null
}

/** Tried again ever later, at most an hour apart; staff read why. */
async function failed(tx: WriteTx, acte: Acte, erreur: string): Worked {
  await tx.$executeRaw`update acte set essais = least(essais + 1, 1000), erreur = ${erreur.slice(0, 500)},
    "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, least(essais, 10))))
    where "collectiviteId" = ${acte.collectiviteId}::uuid and id = ${acte.id}::uuid`
  await tx.journal("acte.parapheur-echec", { ...journalOf(acte), apres: { erreur: erreur.slice(0, 500) } })
  return ok({ acte: acte.id })
}

async function waiting(tx: WriteTx, acte: Acte): Worked {
  await tx.$executeRaw`update acte set essais = 0, erreur = null, "prochainEssaiLe" = now() + make_interval(secs => ${POLL_SECONDS}::int)
    where "collectiviteId" = ${acte.collectiviteId}::uuid and id = ${acte.id}::uuid`
  await tx.journal("acte.parapheur-attend", journalOf(acte))
  return ok({ acte: acte.id })
}
