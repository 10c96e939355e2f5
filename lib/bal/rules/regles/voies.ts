import type { Constat, Regle } from "../../types.ts"
import { estVoie, orthographes, voiesDe } from "../voies.ts"

export const ORTHOGRAPHE: Regle = {
  code: "portail.voie.orthographe",
  gravite: "W",
  priorite: 2,
  libelle: "Nom de voie écrit de plusieurs façons",
  raison: "Deux orthographes font deux rues pour un opérateur : une partie des numéros devient introuvable.",
  exemple: "« Rue de l’Église » et « RUE DE L'EGLISE », ou « Rue Jean Moulin » et « Rue Jean Moulins ».",
  remede: "Choisissez une orthographe pour toute la rue : le fichier corrigé la reprend partout.",
  detecter: ({ adresses }) =>
    orthographes(voiesDe(adresses)).flatMap(({ voies: [kept, ...others] }) =>
      others.flatMap(({ numeros, toponymes }) =>
        [...numeros, ...toponymes].map((rang): Constat => ({ rang, detail: `voir « ${kept?.nom ?? ""} »` })),
      ),
    ),
}

export const VOIE_SANS_NUMERO: Regle = {
  code: "portail.voie.sans_numero",
  gravite: "I",
  priorite: 3,
  libelle: "Voie sans aucun numéro",
  raison: "Une rue non numérotée est la première cause d’échec de commande : les logements n’y ont pas d’adresse.",
  exemple: "« Impasse du Lavoir » seulement en ligne 99999. Un lieu-dit sans habitation n’est pas en cause.",
  remede: "Numérotez les habitations par délibération, ou marquez « pas une erreur » s’il n’y en a aucune.",
  detecter: ({ adresses }) =>
    voiesDe(adresses).flatMap(({ nom, numeros, toponymes }) =>
      numeros.length === 0 ? toponymes.map((rang) => ({ rang, detail: estVoie(nom) ? undefined : "lieu-dit" })) : [],
    ),
}
