import { DescriptionList } from "@/components/ui/description-list.tsx"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { baseWords } from "@/lib/souscriptions/rules/cout.ts"
import { suiteWords } from "@/lib/souscriptions/rules/reconduction.ts"
import { optionWords, quantityWords } from "./words.ts"

/** What was asked for, as it was asked; the member's file and the staff's show the same. */
export function SouscriptionFacts({ souscription }: { souscription: SouscriptionFile }) {
  const { quantite, unite, dateSouhaitee, enServiceLe, termineeLe, note, numeroEngagement, codeService } = souscription
  const { contactNom, contactCourriel, contactTelephone, options, baseTarif, terme, etat } = souscription
  const quantity = quantityWords(quantite, unite)
  return (
    <DescriptionList
      items={[
        ...(quantity ? [{ label: "Quantité", value: quantity }] : []),
        ...(baseTarif ? [{ label: "Base du prix", value: baseWords(baseTarif) }] : []),
        ...(options.length > 0 ? [{ label: "Options", value: options.map(optionWords).join(" ; ") }] : []),
        { label: "Souhaitée pour le", value: formatDay(dateSouhaitee) },
        ...(enServiceLe ? [{ label: "En service depuis", value: formatDay(enServiceLe) }] : []),
        ...(terme ? [{ label: "Convention jusqu’au", value: formatDay(terme) }] : []),
        ...(terme && etat === "en_service"
          ? [{ label: "Ensuite", value: suiteWords(souscription, souscription.denonciation) }]
          : []),
        ...(termineeLe ? [{ label: "Terminée le", value: formatDay(termineeLe) }] : []),
        { label: "Contact", value: [contactNom, contactCourriel, contactTelephone].filter(Boolean).join(", ") },
        ...(numeroEngagement ? [{ label: "Numéro d’engagement", value: numeroEngagement }] : []),
        ...(codeService ? [{ label: "Code service", value: codeService }] : []),
        ...(note ? [{ label: "Précisions", value: note }] : []),
      ]}
    />
  )
}
