import { DescriptionList } from "@/components/ui/description-list.tsx"
import type { DossierAdhesion } from "@/lib/adhesions/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"

type DossierFactsProps = { dossier: DossierAdhesion; representant: string | null }

const day = (value: CalendarDate | null): string => (value ? formatDay(value) : "À renseigner")

export function DossierFacts({ dossier, representant }: DossierFactsProps) {
  const { deliberationNumero, deliberationLe, deliberationDocumentId, dateEffet, montantPremiere } = dossier
  return (
    <DescriptionList
      items={[
        {
          label: "Délibération",
          value: deliberationLe ? `N° ${deliberationNumero} du ${formatDay(deliberationLe)}` : "À renseigner",
          action: deliberationDocumentId ? <a href={`/api/documents/${deliberationDocumentId}`}>Ouvrir</a> : undefined,
        },
        { label: "Qui signe", value: representant ?? "À désigner" },
        { label: "Date d’effet", value: day(dateEffet) },
        ...(dossier.basesPremiere
          ? [
              {
                label: "Première cotisation",
                value: `${formatAmount(montantPremiere ?? 0n)}. ${dossier.basesPremiere}.`,
              },
            ]
          : []),
        ...(dossier.renouveleeLe && dossier.etat === "en_vigueur"
          ? [{ label: "Reconduite le", value: day(dossier.renouveleeLe) }]
          : []),
        ...(dossier.retraitEffetLe
          ? [{ label: "Retrait", value: `Effet le ${day(dossier.retraitEffetLe)}. ${dossier.retraitMotif ?? ""}` }]
          : []),
      ]}
    />
  )
}
