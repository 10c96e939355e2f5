import { fold } from "@/lib/platform/format.ts"
import { GENRE_LABELS, type Genre } from "../types.ts"

type Named = { genre: Genre; titre: string; nom: string; version: number; acteLe: string | null }

/** "deliberation/2026-03-03-adhesion-au-syndicat-v2.pdf": plain letters, which every system unpacks; never twice the same. */
export function archivePaths(items: readonly Named[]): string[] {
  const taken = new Set<string>()
  return items.map(({ genre, titre, nom, version, acteLe }) => {
    const extension = nom.split(".").at(-1) ?? "bin"
    const parts = [acteLe, plain(titre) || plain(GENRE_LABELS[genre]), version > 1 ? `v${version}` : null]
    const stem = `${genre}/${parts.filter(Boolean).join("-")}`
    let path = `${stem}.${extension}`
    for (let rank = 2; taken.has(path); rank += 1) path = `${stem}-${rank}.${extension}`
    taken.add(path)
    return path
  })
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "")
