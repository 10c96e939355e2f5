/** Joins the classes that apply. */
export const classNames = (...classes: (string | false | null | undefined)[]): string =>
  classes.filter(Boolean).join(" ")
