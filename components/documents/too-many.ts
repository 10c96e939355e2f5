import { formatInteger } from "@/lib/platform/format.ts"

/** The answer to an archive that would be cut: it says so, and how to take it in parts. */
export const tooMany = (max: number): Response =>
  new Response(
    `Cette archive dépasserait ${formatInteger(max)} documents : rien n’a été téléchargé. Revenez à la liste et choisissez un genre ou une année.`,
    { status: 413, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" } },
  )
