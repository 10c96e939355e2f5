export const RECU_ETATS = ["a_affecter", "affecte", "ecarte"] as const
export type ReglementRecuEtat = (typeof RECU_ETATS)[number]

/** A payment set against the wrong titre goes back to the pile, by an opposite row. */
export const RECU_TRANSITIONS = {
  a_affecter: ["affecte", "ecarte"],
  affecte: ["a_affecter"],
  ecarte: ["a_affecter"],
} as const satisfies Record<ReglementRecuEtat, readonly ReglementRecuEtat[]>

export const RECU_LABELS = {
  a_affecter: { word: "à affecter", tone: "attention" },
  affecte: { word: "affecté", tone: "ok" },
  ecarte: { word: "écarté", tone: "neutral" },
} as const satisfies Record<ReglementRecuEtat, { word: string; tone: string }>
