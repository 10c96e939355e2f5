/** What the person at the keyboard can repair: shown as this one line, without a stack, exit status 1. */
export class Failure extends Error {
  override name = "Failure"
}

/** The line to show for anything thrown; only a defect of ours shows its stack. */
export function failureLine(error: unknown): string {
  if (error instanceof Failure) return error.message.replace(/\s*\n\s*/g, " ")
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
