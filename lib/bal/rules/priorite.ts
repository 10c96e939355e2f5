/** What the staff sets: how much each thing counts when it is at its worst. */
export type Poids = {
  poidsSansBal: number
  poidsBloquantes: number
  poidsDeplacees: number
  poidsNonCertifiees: number
  poidsCuivre: number
}

export const POIDS_LABELS = {
  poidsSansBal: "Aucun fichier d’adresses",
  poidsBloquantes: "Part des adresses bloquées",
  poidsDeplacees: "Part des adresses mal placées",
  poidsNonCertifiees: "Part des adresses non certifiées",
  poidsCuivre: "Fermeture du cuivre proche",
} as const satisfies Record<keyof Poids, string>

export type SituationCommune = {
  /** Null without any file. */
  figures: { adresses: number; bloquees: number; deplacees: number; certifiees: number } | null
  /** Days until the copper's technical closing; null when the date is not known. */
  joursAvantFermeture: number | null
}

/** Farther than this, the closing presses nobody; on the day and after, it counts whole. */
export const HORIZON_JOURS = 1095

/**
 * Points of a commune: sum of each weight times a share from 0 to 1, rounded. Without a file, its weight replaces the
 * three that a file would give.
 */
export function points({ figures, joursAvantFermeture }: SituationCommune, poids: Poids): number {
  const cuivre = joursAvantFermeture === null ? 0 : Math.min(1, Math.max(0, 1 - joursAvantFermeture / HORIZON_JOURS))
  const file =
    figures === null || figures.adresses === 0
      ? poids.poidsSansBal
      : (poids.poidsBloquantes * figures.bloquees +
          poids.poidsDeplacees * figures.deplacees +
          poids.poidsNonCertifiees * (figures.adresses - figures.certifiees)) /
        figures.adresses
  return Math.round(file + poids.poidsCuivre * cuivre)
}

export const FORMULE_PRIORITE =
  "Points = (poids « aucun fichier » s’il n’y en a pas ; sinon poids × part des adresses bloquées, mal placées et non certifiées) + poids « cuivre » × (1 − jours avant la fermeture ÷ 1 095, entre 0 et 1)"
