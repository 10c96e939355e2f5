import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"

type Article = { titre: string; texte: string }

/** Words proposed with the demonstration: the operator's own charte and statutes were not seen. To be validated. */
const CHARTE: Article[] = [
  {
    titre: "Objet",
    texte:
      "La présente charte fixe les conditions dans lesquelles {laCollectivite} adhère à {operateur} et bénéficie de ses services numériques mutualisés.",
  },
  {
    titre: "Délibération",
    texte: "L’assemblée de la collectivité a décidé d’adhérer par la délibération {deliberation}, jointe au dossier.",
  },
  {
    titre: "Services compris",
    texte:
      "L’adhésion ouvre les services que le catalogue annexé indique comme compris. Les autres services font l’objet d’une convention propre, dans les conditions de l’article L. 5721-9 du code général des collectivités territoriales.",
  },
  {
    titre: "Cotisation",
    texte:
      "La cotisation d’une année entière s’élève à {cotisation} selon le tarif et la population en vigueur à ce jour. Elle est appelée par titre de recette. La première année suit la règle rappelée plus haut ; le tarif des années suivantes est celui que vote le comité syndical.",
  },
  {
    titre: "Date d’effet et durée",
    texte:
      "L’adhésion prend effet le {dateEffet}. Elle se poursuit par année civile et se reconduit chaque 1er janvier tant que la collectivité ne se retire pas.",
  },
  {
    titre: "Retrait",
    texte:
      "La collectivité peut se retirer par délibération, avec effet au 31 décembre et un préavis de {preavis}. Les services ouverts au titre de l’adhésion et les conventions qui en dépendent prennent fin le même jour.",
  },
  {
    titre: "Données",
    texte:
      "Chaque partie respecte le règlement général sur la protection des données. Les documents signés sont conservés dans le dossier de la collectivité, où elle les retrouve.",
  },
]

const CONVENTION: Article[] = [
  {
    titre: "Objet",
    texte:
      "{operateur} met le service « {service} » à la disposition de {laCollectivite}, pour l’exercice de ses compétences (article L. 5721-9 du code général des collectivités territoriales). La convention n’emporte aucun transfert de compétence.",
  },
  {
    titre: "Conditions financières",
    texte:
      "La collectivité rembourse le coût du service : {cout}. Le prix unitaire est celui rappelé plus haut ; il ne change que par avenant. Les sommes sont appelées par titre de recette, à partir de la mise en service.",
  },
  {
    titre: "Mise en service et suivi",
    texte:
      "L’opérateur prépare l’ouverture, en informe le contact désigné et tient à jour l’état du service sur le portail. La collectivité désigne un contact et signale tout changement.",
  },
  {
    titre: "Durée et fin",
    texte:
      "La convention prend effet à la mise en service. Sa durée : {duree}. Elle prend fin aussi avec l’adhésion de la collectivité.",
  },
]

const AVENANT: Article[] = [
  {
    titre: "Objet",
    texte:
      "Le présent avenant modifie la convention de mise à disposition du service « {service} » : {avant} devient {cout}.",
  },
  {
    titre: "Effet",
    texte: "L’avenant prend effet le {effetLe}. Les autres clauses de la convention ne changent pas.",
  },
]

const PREAMBULE =
  "Document de démonstration : ce modèle est une proposition, à faire valider par l’opérateur avant tout usage.\n\nIl a été convenu ce qui suit."

export function modeleRows(): Row[] {
  const modele = (genre: string, titre: string, articles: Article[]): Row => ({
    id: stableId("modele", genre),
    genre,
    depuis: "2024-01-01",
    titre,
    preambule: PREAMBULE,
    // A row holds what the driver writes; a JSON column takes any object.
    articles: articles as unknown as Row[string],
    hypothese: true,
  })
  return [
    modele("charte", "Charte d’adhésion", CHARTE),
    modele("convention", "Convention de mise à disposition", CONVENTION),
    modele("avenant", "Avenant à la convention", AVENANT),
  ]
}
