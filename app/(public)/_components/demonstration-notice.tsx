import { Notice } from "@/components/ui/notice.tsx"
import type { OperateurFile } from "@/lib/operateur/types.ts"
import { env } from "@/lib/platform/env.ts"

/** A demonstration says so before anything else it says. */
export function DemonstrationNotice({ operateur }: { operateur: OperateurFile }) {
  if (!env().DEMONSTRATION) return null
  return (
    <Notice tone="attention" title="Ce portail est une démonstration">
      <p>
        Les communes, les intercommunalités et leurs populations sont réelles.{" "}
        {operateur.adhesionsSynthetiques
          ? "Qui est adhérent, ce qui est souscrit et les personnes sont inventés. "
          : ""}
        Aucun message ne part vers l’extérieur et les documents portent la mention « SPÉCIMEN ».{" "}
        <a href="/donnees">D’où viennent les données</a>
      </p>
    </Notice>
  )
}
