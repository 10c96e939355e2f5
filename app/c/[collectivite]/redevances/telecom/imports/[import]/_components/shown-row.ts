import type { ShownRow } from "@/components/imports/sheet-rows-list.tsx"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import type { LigneRelue } from "@/lib/telecom/queries/imports.ts"
import type { LigneLue } from "@/lib/telecom/rules/import.ts"
import { LIGNE_LABELS } from "@/lib/telecom/types.ts"

/** A row of the inventory in words; a total is only its name. */
export const shownRow = ({ ligne, verdict, messages, lue, reprise = false }: LigneRelue): ShownRow => ({
  ...{ ligne, verdict, messages, prise: reprise },
  titre: [lue.site, lue.libelle].filter(Boolean).join(", "),
  lue: verdict === "total" ? "" : words(lue),
})

const words = ({ genre, fournisseur, montantMensuel, cuivre, utilisee, engagementJusqua }: LigneLue): string =>
  [
    LIGNE_LABELS[genre],
    fournisseur,
    `${formatAmount(BigInt(montantMensuel))} par mois`,
    cuivre ? "cuivre" : null,
    utilisee ? null : "ne sert plus",
    engagementJusqua ? `engagée jusqu’au ${formatShortDay(engagementJusqua)}` : null,
  ]
    .filter(Boolean)
    .join(" · ")
