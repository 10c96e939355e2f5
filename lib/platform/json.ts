/** What this very code writes to a JSON column or reads back from it: the driver's type cannot know its shape, one writer does. */
export const asJson = <T>(value: unknown): T => value as T
