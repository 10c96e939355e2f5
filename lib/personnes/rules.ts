/** How long an invitation waits, in days. */
export const INVITATION_DAYS = 14

export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000)
