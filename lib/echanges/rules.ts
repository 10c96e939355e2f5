/** How long a claimed deposit is its worker's alone: longer than all the calls that one deposit makes may take. */
export const LEASE_SECONDS = 180
/** Just before the file leaves: longer than the one call that carries it (CHORUS_LIMIT_MS). */
export const SENDING_SECONDS = 60

const FIRST_WAIT_SECONDS = 10
const LONGEST_WAIT_SECONDS = 3_600

/** After each miss twice as long, an hour at most. */
export const waitSeconds = (essais: number): number =>
  Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(Math.max(essais - 1, 0), 12))

export type Structure = { serviceObligatoire: boolean; engagementObligatoire: boolean }
export type Facts = { codeService: string | null; numeroEngagement: string | null }

/** What the debtor's structure wants on the invoice and this one lacks, as a person can act on it. */
export function missingFacts(structure: Structure, services: readonly string[], facts: Facts): string | null {
  const missing = [
    structure.serviceObligatoire && !facts.codeService ? "un code service" : null,
    structure.engagementObligatoire && !facts.numeroEngagement ? "un numéro d’engagement" : null,
  ].filter((one) => one !== null)
  if (missing.length > 0) {
    const known =
      structure.serviceObligatoire && services.length > 0
        ? ` Services connus : ${services.slice(0, 20).join(", ")}.`
        : ""
    return `Le destinataire demande ${missing.join(" et ")}. Demandez-le-lui, puis complétez le dépôt.${known}`
  }
  if (facts.codeService && services.length > 0 && !services.includes(facts.codeService))
    return `Le code service « ${facts.codeService} » n’est pas un service actif du destinataire (${services.slice(0, 20).join(", ")}).`
  return null
}

const DELIVERED = new Set([
  ...[
    "MISE_A_DISPOSITION",
    "MISE_A_DISPOSITION_COMPTABLE",
    "SERVICE_FAIT",
    "MANDATEE",
    "COMPTABILISEE",
    "MISE_EN_PAIEMENT",
  ],
])

/** What a status of Chorus Pro says of the deposit; anything else is still on its way. */
export function depositOf(statut: string): "mis_a_disposition" | "rejete" | "en_cours" {
  if (statut === "REJETEE") return "rejete"
  return DELIVERED.has(statut) ? "mis_a_disposition" : "en_cours"
}

/** Known at Chorus Pro, looked up by name after a lost answer; at most 50 characters. */
export const depotFileName = (siren: string, reference: string): string =>
  `titre_${siren}_${reference.replace(/[^0-9A-Za-z-]/g, "")}`.slice(0, 46).concat(".pdf")
