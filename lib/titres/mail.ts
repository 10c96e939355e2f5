import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"

export type TitreEmis = {
  nom: string
  objet: string
  montant: Cents
  echeance: CalendarDate
  bases: string
  marque: string
  url: string
  demonstration: boolean
}

export const titreEmisMail = ({
  nom,
  objet,
  montant,
  echeance,
  bases,
  marque,
  url,
  demonstration,
}: TitreEmis): string =>
  `Bonjour,

Un titre de recette vient d'être émis pour ${nom} :

  ${objet} : ${formatAmount(montant)}
  ${bases}
  À payer avant le ${formatDay(echeance)}.

Le document et ce qu'il faut savoir pour payer :
${url}

${marque}
${demonstration ? "\nCeci est une démonstration : rien n'est à payer.\n" : ""}`

export type TitreCorrige = Omit<TitreEmis, "echeance" | "bases"> & { reference: string; corrige: string; motif: string }

export const titreCorrigeMail = (mail: TitreCorrige): string =>
  `Bonjour,

Un titre de recette de ${mail.nom} vient d'être corrigé :

  ${mail.objet}, n° ${mail.reference} : ${formatAmount(mail.montant)} en moins sur le titre n° ${mail.corrige}
  Motif : ${mail.motif}

Vous n'avez rien à payer pour ce document. Si le titre était déjà payé, le comptable vous rend cette somme ou la déduit d'un autre titre.

Le document :
${mail.url}

${mail.marque}
${mail.demonstration ? "\nCeci est une démonstration.\n" : ""}`
