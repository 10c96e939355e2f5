import { priceWords } from "@/components/souscriptions/words.ts"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"

/** Before anything is typed: what it costs, how long it takes, who must approve. */
export function Announcement({ service, approval }: { service: ServiceOffert; approval: boolean }) {
  return (
    <DescriptionList
      items={[
        { label: "Ce que cela coûte", value: costOf(service) },
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

function costOf({ mode, tarifs: [tarif] }: ServiceOffert): string {
  if (mode === "inclus") return "Rien de plus que l’adhésion."
  if (mode === "unitaire" && tarif) return `${priceWords(tarif, tarif.unite)}.${tarif.note ? ` ${tarif.note}` : ""}`
  return "Sur demande : l’opérateur vous donne les conditions et le prix avant tout engagement."
}
