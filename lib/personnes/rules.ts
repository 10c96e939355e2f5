/** How long an invitation waits, in days. */
export const INVITATION_DAYS = 14

export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000)

/** An account is announced to end this long before, in days: time to come back. */
export const WARNING_DAYS = 30

/** What the journal says of who has left, once her name is forgotten too. */
export const ERASED_NAME = "Compte effacé"
