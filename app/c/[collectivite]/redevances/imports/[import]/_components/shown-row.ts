import type { ShownRow } from "@/components/imports/sheet-rows-list.tsx"
import { formatDecimal } from "@/lib/platform/format.ts"
import type { LigneJugee } from "@/lib/redevances/rules/fichier/lignes.ts"
import { NATURE_LABELS, UNITES } from "@/lib/redevances/types.ts"

/** A row of a statement in words. */
export const shownRow = (row: LigneJugee & { enregistree?: boolean }): ShownRow => ({
  ...{ ligne: row.ligne, verdict: row.verdict, messages: row.messages, prise: row.enregistree ?? false },
  titre: [row.operateur, row.annee].filter(Boolean).join(", ") || "Sans opérateur",
  lue: row.lignes.map(words).join(" · "),
})

const words = ({ nature, domaine, quantite, fourreaux, lieu }: LigneJugee["lignes"][number]): string =>
  [
    `${NATURE_LABELS[nature]} ${formatDecimal(quantite)} ${UNITES[nature]}`,
    fourreaux > 1 ? `${fourreaux} fourreaux` : null,
    domaine === "non_routier" ? "non routier" : null,
    lieu,
  ]
    .filter(Boolean)
    .join(", ")
