/** How long each proof waits, in days. */
export const INVITATION_DAYS = 14
export const CODE_DAYS = 7
/** Six digits, so few guesses: after these the request goes to the operator without a code. */
export const CODE_TRIES = 5

export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000)
