import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { Cuivre } from "@/lib/bal/queries/cuivre.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"

/** When the copper closes here, and how many addresses could not be raccordées today. */
export function CuivreFacts({ cuivre: { lot, commerciale, technique, bloquees } }: { cuivre: Cuivre }) {
  return (
    <Section title="La fin du cuivre dans la commune">
      <DescriptionList
        items={[
          { label: "Lot de fermeture", value: lot ?? "non renseigné" },
          {
            label: "Plus de nouvelle ligne à partir du",
            value: commerciale ? formatDay(commerciale) : "date non renseignée",
          },
          { label: "Arrêt des lignes le", value: technique ? formatDay(technique) : "date non renseignée" },
          {
            label: "Adresses bloquées",
            value: bloquees === null ? "aucun fichier d’adresses déposé" : formatInteger(bloquees),
          },
        ]}
      />
    </Section>
  )
}
