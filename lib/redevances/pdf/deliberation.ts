import type { CalendarDate } from "@/lib/platform/dates.ts"
import { type Bloc, de, type Ecrit } from "@/lib/platform/ecrit/ecrit.ts"
import { formatDay, formatRate } from "@/lib/platform/format.ts"
import type { DeliberationFile } from "../queries/deliberations.ts"
import type { Creancier } from "../queries/dossier.ts"
import type { Bareme, Taux } from "../types.ts"
import { ordonnateur } from "./creance.ts"

type Draft = {
  deliberation: DeliberationFile
  creancier: Creancier
  bareme: Bareme | null
  today: CalendarDate
  demonstration: boolean
}

/** The text that the council votes, filled in; it stays the council's to change. */
export function deliberationOf({ deliberation, creancier, bareme, today, demonstration }: Draft): Ecrit {
  const { annee, numero, adopteeLe, taux, permanente } = deliberation
  const conseil = creancier.type === "commune" ? "conseil municipal" : "conseil communautaire"
  return {
    titre: `Délibération${numero ? ` n° ${numero}` : ""} : redevance d’occupation du domaine public par les réseaux de communications électroniques`,
    fichier: `deliberation-redevances-${annee}`,
    auteur: creancier.nom,
    langue: "fr-FR",
    date: today,
    expediteur: [creancier.nom, `Extrait du registre des délibérations du ${conseil}`],
    destinataire: [],
    lieuEtDate: adopteeLe ? `Séance du ${formatDay(adopteeLe)}` : "Séance du ……………………",
    demonstration,
    blocs: [
      p(`${ordonnateur(creancier)} expose au ${conseil} :`),
      p(
        "Les opérateurs de réseaux de communications électroniques ouverts au public qui occupent le domaine public doivent une redevance annuelle. Son montant est fixé par le conseil, dans la limite des plafonds de l’article R. 20-52 du code des postes et des communications électroniques, revalorisés chaque 1er janvier (article R. 20-53). Il est le même pour tous les opérateurs.",
      ),
      { genre: "titre", texte: "Vu" },
      {
        genre: "liste",
        elements: [
          "le code général des collectivités territoriales ;",
          "le code général de la propriété des personnes publiques, notamment ses articles L. 2125-1 et L. 2321-4 ;",
          "le code des postes et des communications électroniques, notamment ses articles L. 47 et R. 20-51 à R. 20-53 ;",
        ],
      },
      { genre: "titre", texte: `Après en avoir délibéré, le ${conseil} décide` },
      p(
        taux
          ? `Article 1. De fixer comme suit la redevance d’occupation du domaine public ${de(creancier.nom)} due pour l’année ${annee} :`
          : `Article 1. De fixer la redevance d’occupation du domaine public ${de(creancier.nom)} aux plafonds prévus par l’article R. 20-52, soit pour ${annee} :`,
      ),
      ...rates(taux ?? bareme, annee),
      p(article2({ permanente, annee })),
      p(
        "Article 3. En souterrain, chaque fourreau ou chaque câble en pleine terre est une artère ; en aérien, l’ensemble des câbles entre deux supports est une artère. L’emprise des supports ne donne pas lieu à redevance.",
      ),
      p(article4(deliberation)),
      p(
        `Article 5. De charger ${ordonnateur(creancier).toLowerCase()} de demander chaque année aux opérateurs l’état de leur patrimoine, de réclamer les redevances des années non prescrites et d’émettre les titres de recette correspondants (compte 70323).`,
      ),
      p("Pour : ……   Contre : ……   Abstentions : ……"),
      { genre: "signature", lignes: [ordonnateur(creancier)] },
    ],
  }
}

const p = (texte: string): Bloc => ({ genre: "paragraphe", texte })

function rates(taux: Taux | null, annee: number): Bloc[] {
  if (!taux) {
    return [
      p(
        `Les plafonds de ${annee} ne sont pas renseignés dans le portail à ce jour : reportez-les ici avant la séance.`,
      ),
    ]
  }
  const row = (label: string, km: string, aerien: string, m2: string) => [label, km, aerien, m2]
  return [
    {
      genre: "tableau",
      resume: `Tarifs de ${annee}`,
      entetes: ["Domaine public", "Souterrain, par km", "Aérien, par km", "Autres, par m²"],
      lignes: [
        row("Routier", formatRate(taux.souterrainKm), formatRate(taux.aerienKm), formatRate(taux.empriseM2)),
        row("Non routier", formatRate(taux.nonRoutierKm), formatRate(taux.nonRoutierKm), formatRate(taux.nonRoutierM2)),
      ],
    },
  ]
}

const article2 = ({ permanente, annee }: { permanente: boolean; annee: number }) =>
  permanente
    ? "Article 2. Ces tarifs s’appliquent aussi aux années suivantes : ils suivent les plafonds revalorisés chaque 1er janvier, sans nouvelle délibération."
    : `Article 2. Ces tarifs valent pour l’année ${annee}.`

function article4({ prorata, arrondi, exigibiliteJour, exigibiliteMois }: DeliberationFile): string {
  const part = prorata
    ? "Les ouvrages présents une partie de l’année sont comptés au nombre de jours."
    : "Le patrimoine retenu est celui du 31 décembre de l’année précédente ; il compte pour l’année entière."
  const rounding =
    arrondi === "euro"
      ? "Le total dû par chaque opérateur est arrondi à l’euro le plus proche."
      : "Chaque ligne est arrondie au centime."
  const two = (n: number) => String(n).padStart(2, "0")
  return `Article 4. ${part} ${rounding} La redevance est exigible le ${two(exigibiliteJour)}/${two(exigibiliteMois)} de chaque année.`
}
