import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Emetteur } from "@/lib/titres/types.ts"
import type { MandatFile } from "../queries/mandats.ts"

/**
 * What goes with the mandat as its proof: the state that says, of the titre, which error was made, certified by the ordonnateur
 * (annex I of the CGCT, D. 1617-19, "annulations de recettes"). `le`: the day on which payments were looked at.
 */
export async function renderCertificat(mandat: MandatFile, emetteur: Emetteur, le: CalendarDate): Promise<Buffer> {
  const reference = titreReference(mandat)
  const title = `Certificat administratif, mandat n° ${reference}`
  const { nom, marque, adresse, codePostal, ville, siret } = emetteur
  return writeFlow(
    {
      ...{ title, author: nom, foot: `${marque} · ${title}`, accent: emetteur.accent },
      specimen: emetteur.demonstration,
      date: new Date(`${le}T12:00:00Z`),
    },
    await latinFonts(),
    (flow) => {
      flow.title(title, `État précisant l’erreur commise · ${ville}, le ${formatDay(le)}`)
      flow.boxes([
        {
          title: nom,
          lines: [adresse, `${codePostal} ${ville}`, siret ? `SIRET ${siret}` : ""].filter((line) => line !== ""),
        },
        {
          title: mandat.nom,
          lines: [mandat.siret ? `SIRET ${mandat.siret}` : mandat.siren ? `SIREN ${mandat.siren}` : "sans SIRET"],
        },
      ])
      flow.paragraph(
        `L’ordonnateur, ${[emetteur.ordonnateurNom, emetteur.ordonnateurQualite].filter(Boolean).join(", ")} (${nom}), certifie que le titre de recette désigné ci-dessous, émis sur un exercice clos, l’a été à tort pour la somme indiquée, et qu’elle est à annuler par un mandat de l’exercice ${mandat.exercice}.`,
      )
      flow.heading("Le titre corrigé")
      flow.facts([
        [
          "Titre",
          `n° ${mandat.origineReference} du ${formatDay(mandat.origineDate)}, bordereau n° ${mandat.origineBordereau}`,
        ],
        ["Imputation", mandat.origineImputation],
        ["Montant", formatAmount(mandat.origineMontant)],
        ["Erreur commise", mandat.motif],
      ])
      flow.heading("Le mandat à passer")
      flow.facts([
        ["Mandat", `n° ${reference}, exercice ${mandat.exercice}, bordereau n° ${mandat.bordereau}`],
        ["Imputation", `${mandat.imputation}, titres annulés sur exercices antérieurs (budget ${mandat.budget})`],
        ["Objet", mandat.objet],
        ["Somme annulée", formatAmount(mandat.montant)],
      ])
      flow.table(
        mandat.lignes.map((ligne) => [
          `${ligne.libelle}\n${ligne.bases}`,
          formatAmount(ligne.montantHt),
          formatAmount(ligne.montantTva),
          formatAmount(ligne.montantHt + ligne.montantTva),
        ]),
        { head: ["Ligne", "Hors taxes", "TVA", "Total"], widths: [0.52, 0.16, 0.16, 0.16], right: [1, 2, 3] },
      )
      flow.paragraph(
        mandat.tropPercu > 0n
          ? `Au ${formatDay(le)}, ${formatAmount(mandat.tropPercu)} ont été payés sur ce titre au-delà de ce qu’il en reste : le comptable les rend au débiteur ou les déduit d’un autre titre.`
          : `Au ${formatDay(le)}, rien n’a été payé sur ce titre au-delà de ce qu’il en reste : le mandat n’appelle aucun versement au débiteur.`,
      )
      flow.paragraph(
        "Le comptable seul constate ce qui est payé : cette somme est celle que ses fichiers ont dite au portail.",
        { small: true, soft: true },
      )
      flow.boxes([
        { title: "L’ordonnateur", lines: ["Date et signature"] },
        { title: "Le comptable", lines: [emetteur.comptableNom] },
      ])
    },
  )
}
