import { type CollectiviteId, systeme } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { CODE_DAYS } from "@/lib/access/identity/demandes.ts"
import { LINK_MINUTES } from "@/lib/access/identity/link.ts"
import { accountState, claimSealedMails, dropSealedMail, type SealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { COURRIEL_CODE_DAYS } from "@/lib/collectivites/types.ts"
import { env } from "@/lib/platform/env.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import {
  answerMail,
  codeMail,
  courrielMail,
  facteurMail,
  idleMail,
  invitationMail,
  linkMail,
  type MailText,
} from "../mail.ts"
import { INVITATION_DAYS } from "../rules.ts"

const JOB = systeme("personnes.courriels", "operateur")
const BATCH = 20

/** Sends what is due of the sealed mail; says how many were taken, so that the worker goes on while there are some. */
export async function sendSealedMails(mail: MailPort): Promise<number> {
  const due = await claimSealedMails(BATCH)
  if (due.length === 0) return 0
  const letter = await findLetterhead()
  for (const { id, ...sealed } of due) {
    const message = await compose(letter, sealed)
    if (!message) {
      await dropSealedMail(id)
      continue
    }
    const receipt = await mail.send({ ...message, messageId: `${id}@${new URL(letter.portail).hostname}` })
    if (receipt.accepted || receipt.permanent) await dropSealedMail(id)
  }
  return due.length
}

type Letterhead = { operateur: string; portail: string }

const findLetterhead = (): Promise<Letterhead> =>
  read(JOB, async (tx) => {
    const operateur = await tx.operateur.findFirstOrThrow({ select: { marque: true } })
    return { operateur: operateur.marque, portail: env().APP_URL }
  })

/** Null when nothing is to be sent: the account is closed, or the collectivité has no known mailbox. */
async function compose(letter: Letterhead, mail: SealedMail): Promise<(MailText & { to: string }) | null> {
  switch (mail.genre) {
    case "lien": {
      const compte = await accountState(mail.courriel)
      if (compte === "desactive") return null
      const query = new URLSearchParams({ jeton: mail.jeton, retour: mail.retour })
      const url = `${letter.portail}/connexion/lien?${query}`
      return { to: mail.courriel, ...linkMail(letter, url, compte, LINK_MINUTES) }
    }
    case "invitation": {
      const url = `${letter.portail}/invitation?jeton=${encodeURIComponent(mail.jeton)}`
      return { to: mail.courriel, ...invitationMail(letter, url, mail, INVITATION_DAYS) }
    }
    case "reponse":
      return { to: mail.courriel, ...answerMail(letter, mail) }
    case "courriel-officiel":
      return { to: mail.courriel, ...courrielMail(letter, mail, COURRIEL_CODE_DAYS) }
    case "facteur":
      return { to: mail.courriel, ...facteurMail(letter, mail) }
    case "inactivite":
      return { to: mail.courriel, ...idleMail(letter, new Date(mail.fin)) }
    case "code":
      return composeCode(letter, mail)
  }
}

async function composeCode(letter: Letterhead, mail: Extract<SealedMail, { genre: "code" }>) {
  const { collectiviteId, demandeId, code } = mail
  const found = await read(JOB, async (tx) => {
    const demande = await tx.demandeRattachement.findFirst({
      where: { collectiviteId, id: demandeId, etat: "code_envoye" },
      select: { personneId: true, fonction: true, collectivite: { select: { nom: true } } },
    })
    if (!demande) return null
    const fiche = await tx.fiche.findFirst({ where: { collectiviteId }, select: { courrielOfficiel: true } })
    const personne = await tx.personne.findUniqueOrThrow({
      where: { id: demande.personneId },
      select: { nom: true, courriel: true },
    })
    return { demande, personne, to: fiche?.courrielOfficiel ?? null }
  })
  if (!found) return null
  if (!found.to) {
    await forwardWithoutCode(collectiviteId as CollectiviteId, demandeId)
    return null
  }
  const { demande, personne, to } = found
  const words = { demandeur: personne.nom, courriel: personne.courriel, fonction: demande.fonction, code }
  return { to, ...codeMail(letter, { ...words, collectivite: demande.collectivite.nom }, CODE_DAYS) }
}

/** No mailbox to write to is no reason to refuse: the operator checks by other means. */
const forwardWithoutCode = (collectiviteId: CollectiviteId, demandeId: string): Promise<void> =>
  write(JOB, "rattachements.forward", async (tx) => {
    await tx.demandeRattachement.updateMany({
      where: { collectiviteId, id: demandeId, etat: "code_envoye" },
      data: { etat: "a_verifier", codeHache: null, codeExpireLe: null },
    })
    await tx.journal("rattachement.sans_boite", {
      concerneId: collectiviteId,
      objet: `demande_rattachement/${demandeId}`,
    })
  })
