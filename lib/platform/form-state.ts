/** What a form shows after an answer of the server: errors by field, one message, and the values typed, never lost. */
export type FormState = {
  errors: Record<string, string>
  message: string | null
  values: Record<string, string>
  done: string | null
  /** Where what is missing is given, beside the message; in a tab of its own, since what was typed stays here. */
  link?: { href: string; label: string }
}

export const emptyForm: FormState = { errors: {}, message: null, values: {}, done: null }

/** What a form calls: the state before, what was typed, the state after. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>
