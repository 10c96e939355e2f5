/** "Firefox sous Windows": enough for a person to recognise her own session; null when the browser does not say. */
export function browserLabel(userAgent: string | null): string | null {
  if (!userAgent) return null
  const name = first(userAgent, [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ])
  const system = first(userAgent, [
    [/Windows/, "Windows"],
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ])
  if (!name) return null
  return system ? `${name} sous ${system}` : name
}

const first = (text: string, table: readonly (readonly [RegExp, string])[]): string | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** The address the nearest proxy saw: the last one, since a client may write whatever it likes before it. */
export const networkOf = (forwardedFor: string | null): string => forwardedFor?.split(",").at(-1)?.trim() || "inconnue"
