import { PrioriteBadge } from "@/components/bal/priorite-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { regle } from "@/lib/bal/rules/catalogue.ts"
import { type LigneVoie, type Niveaux, nombresParCode } from "@/lib/bal/rules/rapport.ts"
import { formatCount } from "@/lib/platform/format.ts"

/** Each problem once, why it matters and what to do: what one takes along on a visit. */
export function AnomaliesOfVoie({ lignes, niveaux }: { lignes: LigneVoie[]; niveaux: Niveaux }) {
  const found = nombresParCode([{ lignes }])
    .flatMap((nombre) => {
      const niveau = niveaux[nombre.code]
      return niveau && nombre.lignes > 0 ? [{ ...nombre, ...niveau, regle: regle(nombre.code) }] : []
    })
    .sort((a, b) => a.priorite - b.priorite || b.lignes - a.lignes)
  if (found.length === 0) return <EmptyState title="Rien à corriger dans cette voie." />
  return (
    <ul className="border-line border-t">
      {found.map(({ code, libelle, priorite, lignes: count, regle: rule }) => (
        <li key={code} className="grid gap-1 border-line border-b py-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{libelle}</span>
            <PrioriteBadge priorite={priorite} />
            <span className="text-muted text-sm">{formatCount(count, "ligne")}</span>
          </p>
          {rule ? (
            <>
              <p className="text-sm">{rule.raison}</p>
              <p className="text-sm">
                <span className="font-semibold">À faire : </span>
                {rule.remede}
              </p>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
