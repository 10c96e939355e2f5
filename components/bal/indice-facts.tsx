import { Fact, Facts } from "@/components/ui/facts.tsx"
import { FORMULE_INDICE } from "@/lib/bal/rules/indice.ts"
import { formatCount, formatDecimal, formatInteger, formatPercent } from "@/lib/platform/format.ts"

type Figures = { indice: number | null; adresses: number; bloquees: number; deplacees: number; certifiees: number }

/** The situation in four numbers, and the exact formula one tap away. */
export function IndiceFacts({ indice, adresses, bloquees, deplacees, certifiees }: Figures) {
  return (
    <div className="grid gap-2">
      <Facts label="La base adresse en quatre chiffres">
        <Fact value={indice === null ? "–" : `${formatDecimal(indice.toFixed(1))} / 100`} label="indice de qualité">
          {formatCount(adresses, "adresse")} dans le fichier
        </Fact>
        <Fact value={formatInteger(bloquees)} label={bloquees < 2 ? "adresse bloquée" : "adresses bloquées"}>
          Le raccordement à la fibre échouerait
        </Fact>
        <Fact value={formatInteger(deplacees)} label={deplacees < 2 ? "adresse mal placée" : "adresses mal placées"}>
          Le technicien irait au mauvais endroit
        </Fact>
        <Fact value={adresses === 0 ? "–" : formatPercent(certifiees / adresses)} label="d’adresses certifiées">
          {formatInteger(certifiees)} sur {formatInteger(adresses)}
        </Fact>
      </Facts>
      <details>
        <summary className="py-1 text-accent text-sm">Comment l’indice est calculé</summary>
        <p className="text-sm">
          {FORMULE_INDICE}. Les lignes sans numéro (99999) ne sont pas des adresses ; ce qui est marqué « pas une erreur
          » ne compte pas.
        </p>
      </details>
    </div>
  )
}
