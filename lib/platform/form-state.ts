/** What a form shows after an answer of the server: errors by field, one message, and the values typed, never lost. */
export type FormState = {
  errors: Record<string, string>
  message: string | null
  values: Record<string, string>
  done: string | null
}

export const emptyForm: FormState = { errors: {}, message: null, values: {}, done: null }

/** What a form calls: the state before, what was typed, the state after. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>
