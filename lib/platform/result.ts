/** What a command answers: a value, or a refusal a person can meet. Surprises are thrown instead. */
export type Result<T, R extends string = string> =
  | { ok: true; value: T }
  | { ok: false; refusal: R; details?: Readonly<Record<string, string>> }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** `details` fills the `{placeholders}` of the refusal's French sentence. */
export const refuse = <R extends string>(
  refusal: R,
  details?: Readonly<Record<string, string>>,
): { ok: false; refusal: R; details?: Readonly<Record<string, string>> } => ({ ok: false, refusal, details })

/** The French sentence of a refusal: `"L'exercice {annee} est clos"` with `{ annee: "2026" }`. */
export const sentence = (template: string, details: Readonly<Record<string, string>> = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole)
