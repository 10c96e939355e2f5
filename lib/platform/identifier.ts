const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a part of an address can be an identifier: what cannot is answered as unknown, without asking the database. */
export const isIdentifier = (text: string): boolean => SHAPE.test(text)
