import { calendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Debiteur, Emetteur } from "@/lib/titres/types.ts"
import { rangWords } from "../mail.ts"
import type { RelanceLettre } from "../queries/relances.ts"

/** The same reminder on paper, for a member whom no mail reaches; the same relance gives the same bytes. */
export async function renderRelance(relance: RelanceLettre, emetteur: Emetteur): Promise<Buffer> {
  const debiteur = asJson<Debiteur>(relance.debiteur)
  const reference = titreReference(relance)
  const title = `${rangWords(relance.rang)}, titre n° ${reference}`
  const le = dayInParis(relance.le)
  return writeFlow(
    {
      title,
      author: emetteur.nom,
      foot: `${emetteur.marque} · ${title}`,
      accent: emetteur.accent,
      specimen: emetteur.demonstration,
      date: relance.le,
    },
    await latinFonts(),
    (flow) => {
      flow.title(title, `${emetteur.ville}, le ${formatDay(le)}`)
      flow.boxes([
        { title: emetteur.nom, lines: [emetteur.adresse, `${emetteur.codePostal} ${emetteur.ville}`] },
        {
          title: debiteur.nom,
          lines: [debiteur.adresse ?? "", [debiteur.codePostal, debiteur.ville].filter(Boolean).join(" ")].filter(
            (line) => line !== "",
          ),
        },
      ])
      flow.paragraph("Madame, Monsieur,")
      flow.paragraph(
        `Le titre de recette n° ${reference} du ${formatDay(calendarDate(relance.dateEmission))} était à payer avant le ${formatDay(calendarDate(relance.echeance))}. Sauf erreur de notre part, il n’est pas réglé en totalité.`,
      )
      flow.facts([
        ["Objet", relance.objet],
        ["Montant du titre", formatAmount(relance.montant)],
        ["Reste dû à ce jour", formatAmount(relance.reste)],
        ["Référence à rappeler", reference],
        ["À payer à", [emetteur.comptableNom, emetteur.comptableAdresse].filter(Boolean).join(", ")],
        ...(emetteur.iban
          ? ([["Compte du comptable", [emetteur.iban, emetteur.bic].filter(Boolean).join(", ")]] as const)
          : []),
      ])
      flow.paragraph(emetteur.moyensPaiement)
      flow.paragraph(
        "Si le paiement est parti ces derniers jours, ne tenez pas compte de cette lettre. Si vous n’êtes pas d’accord avec la somme, dites-le sur la page du titre, dans votre espace : votre question y recevra sa réponse. Seul le comptable public recouvre et encaisse ; cette lettre ne remplace aucun de ses actes.",
      )
      flow.paragraph("Veuillez agréer, Madame, Monsieur, l’expression de ma considération distinguée.")
      flow.paragraph([emetteur.ordonnateurNom, emetteur.ordonnateurQualite].filter(Boolean).join(", "))
    },
  )
}
