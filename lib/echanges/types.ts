export const PES_ETATS = ["genere", "transmis", "acquitte", "rejete"] as const
export type PesFichierEtat = (typeof PES_ETATS)[number]

export const PES_TRANSITIONS = {
  genere: ["transmis"],
  transmis: ["acquitte", "rejete"],
  acquitte: [],
  rejete: [],
} as const satisfies Record<PesFichierEtat, readonly PesFichierEtat[]>

export const PES_LABELS = {
  genere: { word: "à transmettre", tone: "attention" },
  transmis: { word: "transmis", tone: "info" },
  acquitte: { word: "acquitté", tone: "ok" },
  rejete: { word: "rejeté", tone: "danger" },
} as const satisfies Record<PesFichierEtat, { word: string; tone: string }>

export const DEPOT_ETATS = [
  "a_deposer",
  "incertain",
  "depose",
  "integre",
  "mis_a_disposition",
  "rejete",
  "a_corriger",
] as const
export type DepotEtat = (typeof DEPOT_ETATS)[number]

/** `incertain`: sent, the answer lost: looked up before anything leaves again. Deposited is not received. */
export const DEPOT_TRANSITIONS = {
  a_deposer: ["incertain", "depose", "a_corriger"],
  incertain: ["a_deposer", "depose", "a_corriger"],
  depose: ["integre", "rejete"],
  integre: ["mis_a_disposition", "rejete"],
  mis_a_disposition: ["rejete"],
  rejete: ["a_deposer"],
  a_corriger: ["a_deposer"],
} as const satisfies Record<DepotEtat, readonly DepotEtat[]>

export const DEPOT_LABELS = {
  a_deposer: { word: "à déposer", tone: "info" },
  incertain: { word: "réponse attendue", tone: "attention" },
  depose: { word: "déposé", tone: "info" },
  integre: { word: "intégré", tone: "info" },
  mis_a_disposition: { word: "reçu par le destinataire", tone: "ok" },
  rejete: { word: "rejeté", tone: "danger" },
  a_corriger: { word: "à corriger", tone: "danger" },
} as const satisfies Record<DepotEtat, { word: string; tone: string }>
