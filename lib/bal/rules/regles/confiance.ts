import type { Regle } from "../../types.ts"
import { estAdresse } from "./positions.ts"

export const NON_CERTIFIEE: Regle = {
  code: "portail.certification.absente",
  gravite: "I",
  priorite: 3,
  libelle: "Numéro non certifié",
  raison:
    "Certifier, c’est dire que la commune a vérifié le numéro, la voie et la position : les opérateurs s’y fient.",
  exemple: "certification_commune vide ou à 0.",
  remede: "Vérifiez la rue, puis certifiez-la en une fois dans votre outil.",
  detecter: ({ adresses }) =>
    adresses.flatMap((adresse, rang) => (estAdresse(adresse) && !adresse.certifiee ? [{ rang }] : [])),
}

export const PARCELLE_ABSENTE: Regle = {
  code: "portail.parcelle.absente",
  gravite: "I",
  priorite: 4,
  libelle: "Parcelle cadastrale absente",
  raison: "La parcelle relie l’adresse au bâtiment quand la position est discutée.",
  exemple: "cad_parcelles vide.",
  remede: "Complétez au fil des vérifications ; rien ne presse.",
  detecter: ({ adresses }) =>
    adresses.flatMap((adresse, rang) => (estAdresse(adresse) && !adresse.parcelle ? [{ rang }] : [])),
}
