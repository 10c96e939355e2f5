import { priceWords } from "@/components/souscriptions/words.ts"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import type { ServiceOffert, TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"

type AnnouncementProps = {
  service: ServiceOffert
  /** For this collectivité. */
  prix: TarifEnVigueur | null
  /** The band of population that the price is for. */
  bande: string | null
  approval: boolean
}

/** Before anything is typed: what it costs, how long it takes, who must approve. */
export function Announcement({ service, prix, bande, approval }: AnnouncementProps) {
  return (
    <DescriptionList
      items={[
        { label: "Ce que cela coûte", value: costOf(service, prix, bande) },
        { label: "Temps pour remplir", value: "Deux minutes, sur cette page." },
        {
          label: "Qui approuve",
          value: approval
            ? "Une personne élue de votre collectivité. Rien n’est engagé avant, et vous pouvez annuler jusque-là."
            : service.ouvertureImmediate
              ? "Personne : l’adhésion couvre ce service, il s’ouvre dès votre demande."
              : "Personne : l’adhésion couvre ce service. L’opérateur l’ouvre et vous prévient.",
        },
      ]}
    />
  )
}

function costOf({ mode }: ServiceOffert, prix: TarifEnVigueur | null, bande: string | null): string {
  if (mode === "inclus") return "Rien de plus que l’adhésion."
  if (prix)
    return `${priceWords(prix, prix.unite)}${bande ? `, tranche ${bande}` : ""}.${prix.note ? ` ${prix.note}` : ""}`
  return "Sur demande : l’opérateur vous donne les conditions et le prix avant tout engagement."
}
