import { Notice } from "@/components/ui/notice.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { de } from "@/lib/platform/ecrit/ecrit.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import type { CreanceFile } from "@/lib/redevances/queries/creance.ts"
import type { Creancier } from "@/lib/redevances/queries/dossier.ts"
import type { CodesDuComptable } from "@/lib/redevances/queries/titres.ts"
import { missingFacts } from "@/lib/redevances/rules/titre.ts"
import { TitreForm } from "./titre-form.tsx"

type TitreViewProps = {
  action: FormAction
  collectivite: string
  creance: CreanceFile
  creancier: Creancier
  codes: CodesDuComptable | null
  today: CalendarDate
  /** Where the commune's SIRET is typed. */
  coordonnees: string
}

/** The form, or what is missing to fill it, by its name. */
export function TitreView({ action, collectivite, creance, creancier, codes, today, coordonnees }: TitreViewProps) {
  const missing = missingFacts(creancier, creance.operateur)
  if (missing.length === 0) return <TitreForm {...{ action, collectivite, creance, codes, today }} />
  return (
    <Notice tone="attention" title="Il manque de quoi écrire le fichier.">
      <ul className="list-disc ps-5">
        {missing.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {creancier.siret ? null : (
        <p>
          <a href={coordonnees}>Compléter les coordonnées {de(creancier.nom)}</a>
        </p>
      )}
    </Notice>
  )
}

export const titreLede = ({ montant, operateur }: CreanceFile): string =>
  `${formatAmount(montant)} au débit de ${operateur.nom}. Le fichier est écrit ici, puis déposé sur le portail de la gestion publique par le logiciel de comptabilité ou le tiers de télétransmission.`
