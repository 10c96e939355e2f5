import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"

/** The words of the mails about signing in. Text only: they read well everywhere and hide no address behind a word. */

export type MailText = { subject: string; text: string }

type Letter = { operateur: string; portail: string }

const signed = ({ operateur, portail }: Letter, lines: readonly string[]): string =>
  ["Bonjour,", ...lines, `${operateur}\n${portail}`].join("\n\n")

export const linkMail = (letter: Letter, url: string, compte: "existant" | "nouveau", minutes: number): MailText => ({
  subject: "Votre lien de connexion",
  text: signed(letter, [
    compte === "existant"
      ? "Voici le lien pour vous connecter au portail des adhérents :"
      : "Vous n'avez pas encore de compte sur le portail des adhérents. Ce lien en ouvre un, d'où vous pourrez demander l'accès à votre collectivité :",
    url,
    `Il est valable ${minutes} minutes et ne sert qu'une fois.`,
    "Vous n'avez rien demandé ? Ne faites rien : sans ce lien, personne n'entre.",
  ]),
})

export type InvitationWords = { nom: string; collectivite: string; fonction: string; invitePar: string }

export const invitationMail = (letter: Letter, url: string, words: InvitationWords, days: number): MailText => ({
  subject: `${words.collectivite} : votre accès au portail des adhérents`,
  text: signed(letter, [
    `${words.invitePar} vous invite à rejoindre l'équipe de ${words.collectivite} sur le portail des adhérents (${words.fonction}).`,
    "Pour accepter :",
    url,
    `L'invitation est valable ${days} jours. Elle est faite pour ${words.nom} : ne la transmettez pas.`,
  ]),
})

export type CodeWords = { demandeur: string; courriel: string; fonction: string; collectivite: string; code: string }

export const codeMail = (letter: Letter, words: CodeWords, days: number): MailText => ({
  subject: `${words.collectivite} : une personne demande à vous rejoindre sur le portail`,
  text: signed(letter, [
    `${words.demandeur} (${words.courriel}, ${words.fonction}) demande à agir pour ${words.collectivite} sur le portail des adhérents.`,
    `Si vous la connaissez et que c'est bien votre collègue, donnez-lui ce code : ${words.code}`,
    `Il est valable ${days} jours. Sinon, ne faites rien et signalez-le-nous.`,
  ]),
})

export type AnswerWords = { collectivite: string; acceptee: boolean; motif: string }

export const answerMail = (letter: Letter, { collectivite, acceptee, motif }: AnswerWords): MailText => ({
  subject: acceptee ? `${collectivite} : votre accès est ouvert` : `${collectivite} : votre demande d'accès`,
  text: signed(
    letter,
    acceptee
      ? [
          `Votre accès à l'espace de ${collectivite} est ouvert. Vous pouvez vous connecter dès maintenant :`,
          `${letter.portail}/connexion`,
        ]
      : [
          `Nous n'avons pas pu donner suite à votre demande d'accès à l'espace de ${collectivite}.`,
          `Motif : ${motif}`,
          "Répondez à l'opérateur si vous pensez qu'il y a une erreur.",
        ],
  ),
})

export type CourrielWords = { collectivite: string; demandeur: string; nouveau: string; code: string }

export const courrielMail = (letter: Letter, words: CourrielWords, days: number): MailText => ({
  subject: `${words.collectivite} : changement du courriel officiel`,
  text: signed(letter, [
    `${words.demandeur} demande que ${words.nouveau} devienne le courriel officiel de ${words.collectivite}, à la place de cette adresse.`,
    `Si c'est bien ce que vous voulez, donnez-lui ce code : ${words.code}`,
    `Il est valable ${days} jours. Sinon, ne faites rien : sans ce code, l'adresse ne change pas. Et signalez-le-nous.`,
  ]),
})

export type FacteurWords = { acte: "ajoute" | "retire" | "reinitialise"; facteur: string; le: string }

const FACTEUR_ACTS = {
  ajoute: { subject: "Une preuve personnelle a été ajoutée à votre compte", verb: "a été ajoutée à votre compte" },
  retire: { subject: "Une preuve personnelle a été retirée de votre compte", verb: "a été retirée de votre compte" },
  reinitialise: {
    subject: "Vos preuves personnelles ont été réinitialisées",
    verb: "ont été retirées par l'opérateur",
  },
} as const satisfies Record<FacteurWords["acte"], { subject: string; verb: string }>

/** Whoever holds the mailbox learns at once of what she did not do herself. */
export const facteurMail = (letter: Letter, { acte, facteur, le }: FacteurWords): MailText => ({
  subject: FACTEUR_ACTS[acte].subject,
  text: signed(letter, [
    acte === "reinitialise"
      ? `Le ${formatInstant(new Date(le))}, vos preuves personnelles (${facteur}) ${FACTEUR_ACTS[acte].verb}, à votre demande ou à celle de votre collectivité.`
      : `Le ${formatInstant(new Date(le))}, une preuve personnelle (${facteur}) ${FACTEUR_ACTS[acte].verb}.`,
    ...(acte === "reinitialise"
      ? [
          "Vos sessions ouvertes ont été fermées. Vous pourrez ajouter une nouvelle preuve personnelle dans vingt-quatre heures, depuis votre compte :",
          `${letter.portail}/moi/securite`,
        ]
      : ["Si c'est bien vous, il n'y a rien à faire."]),
    "Vous n'y êtes pour rien ? Prévenez-nous sans attendre : quelqu'un agit peut-être à votre place.",
  ]),
})

export const idleMail = (letter: Letter, fin: Date): MailText => ({
  subject: "Votre compte sera bientôt fermé",
  text: signed(letter, [
    "Vous ne vous êtes pas connecté depuis longtemps au portail des adhérents.",
    `Le ${formatDay(dayInParis(fin))}, votre compte sera fermé et vos données personnelles effacées : adresse, façons de vous connecter, notifications, accès à vos collectivités.`,
    "Pour le garder, connectez-vous une fois avant ce jour :",
    `${letter.portail}/connexion`,
    "Vous n'en avez plus l'usage ? Ne faites rien. Ce que vous avez signé ou approuvé reste, avec votre nom, dans les actes de la collectivité.",
  ]),
})
