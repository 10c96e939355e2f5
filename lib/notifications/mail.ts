/** The words of the mails of notifications. Text only, as those of sign-in. */

export type NotificationText = { subject: string; text: string }

export type Letter = { marque: string; portail: string; demonstration: boolean }

export type Said = { collectivite: string; titre: string; texte: string; lien: string }

const signed = (
  { marque, portail, demonstration }: Letter,
  lines: readonly string[],
  ends: readonly string[],
): string =>
  [
    "Bonjour,",
    ...lines,
    `${marque}\n${portail}`,
    ...ends,
    ...(demonstration ? ["Ceci est une démonstration : rien n'est engagé ni à payer."] : []),
  ].join("\n\n")

/** `silence` is where one stops this kind of mail; null for what the law asks to be told. */
export const notificationMail = (letter: Letter, said: Said, silence: string | null): NotificationText => ({
  subject: `${said.collectivite} : ${said.titre}`,
  text: signed(
    letter,
    [said.texte, `${letter.portail}${said.lien}`],
    [
      silence
        ? `Choisir ce que vous recevez : ${letter.portail}/moi/notifications/choix\nNe plus recevoir ce genre de message : ${silence}`
        : "Ce message vous est adressé parce que la loi le demande : il n'a pas de désabonnement.",
    ],
  ),
})

/** One mail for the day, by collectivité. */
export function resumeMail(letter: Letter, said: readonly Said[], silence: string): NotificationText {
  const names = [...new Set(said.map(({ collectivite }) => collectivite))]
  const count = said.length === 1 ? "1 nouvelle" : `${said.length} nouvelles`
  return {
    subject: names.length === 1 ? `${names[0]} : ${count}` : `Votre résumé : ${count}`,
    text: signed(
      letter,
      names.map((name) =>
        [
          name.toUpperCase(),
          ...said
            .filter(({ collectivite }) => collectivite === name)
            .map(({ titre, texte, lien }) => `- ${titre}\n  ${texte}\n  ${letter.portail}${lien}`),
        ].join("\n"),
      ),
      [
        `Choisir ce que vous recevez : ${letter.portail}/moi/notifications/choix\nNe plus recevoir de résumé : ${silence}`,
      ],
    ),
  }
}
