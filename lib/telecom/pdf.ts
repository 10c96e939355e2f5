import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Bloc, Ecrit } from "@/lib/platform/ecrit/ecrit.ts"
import { formatAmount, formatCount, formatShortDay } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import type { LigneFile } from "./queries/lignes.ts"
import { adviseOn, type Conseil, type Prix, yearlyCost } from "./rules/conseils.ts"
import { LIGNE_LABELS } from "./types.ts"

type Rapport = { nom: string; lignes: readonly LigneFile[]; prix: Prix; today: CalendarDate; demonstration: boolean }

/** The advice on paper, for the council: what is paid, what could be saved, by which formula and at whose prices. */
export function rapportOf({ nom, lignes, prix, today, demonstration }: Rapport): Ecrit {
  const conseils = adviseOn(lignes, prix, today)
  const saved = sum(conseils.map(({ economie }) => economie ?? 0n))
  return {
    ...{ auteur: nom, langue: "fr-FR", date: today, demonstration, fichier: "budget-telecom" },
    ...{ expediteur: [nom], destinataire: [], lieuEtDate: `Situation au ${formatShortDay(today)}` },
    titre: "Budget télécom : ce qui est payé, ce qui pourrait ne plus l’être",
    blocs: [
      p(
        `La collectivité paie ${formatCount(lignes.length, "ligne ou abonnement", "lignes et abonnements")}, soit ${formatAmount(yearlyCost(lignes))} par an. Les économies chiffrées ci-dessous font ${formatAmount(saved)} sur les douze mois à venir.`,
      ),
      { genre: "titre", texte: "Conseils" },
      ...(conseils.length === 0 ? [p("Rien à signaler sur les lignes recensées.")] : conseils.flatMap(blocsOf)),
      {
        genre: "mention",
        texte:
          "Les prix de comparaison ont été saisis par la collectivité : aucun n’est supposé. Une ligne n’est comptée que dans un conseil ; une ligne engagée n’économise qu’après la fin de son engagement.",
      },
      { genre: "titre", texte: "Inventaire" },
      inventaire(lignes),
    ],
  }
}

const p = (texte: string): Bloc => ({ genre: "paragraphe", texte })

const blocsOf = ({ titre, economie, formule, lignes }: Conseil): Bloc[] => [
  p(`${titre} : ${economie === null ? "à chiffrer" : `${formatAmount(economie)} par an`}.`),
  {
    genre: "liste",
    elements: [
      formule,
      `Lignes : ${lignes.map(({ site, libelle }) => `${site}, ${libelle.toLowerCase()}`).join(" ; ")}.`,
    ],
  },
]

const inventaire = (lignes: readonly LigneFile[]): Bloc => {
  const mois = sum(lignes.map(({ montantMensuel }) => montantMensuel))
  return {
    genre: "tableau",
    resume: "Lignes et abonnements",
    entetes: ["Ligne", "Par mois", "Par an"],
    lignes: lignes.map((ligne) => [
      nameOf(ligne),
      formatAmount(ligne.montantMensuel),
      formatAmount(yearlyCost([ligne])),
    ]),
    total: ["Total", formatAmount(mois), formatAmount(yearlyCost(lignes))],
  }
}

function nameOf({ site, libelle, genre, cuivre, utilisee, fournisseur }: LigneFile): string {
  const facts = [
    LIGNE_LABELS[genre].toLowerCase(),
    cuivre ? "cuivre" : null,
    fournisseur,
    utilisee ? null : "ne sert plus",
  ]
  return `${site}, ${libelle.toLowerCase()} (${facts.filter(Boolean).join(", ")})`
}
