import { priceWords } from "@/components/souscriptions/words.ts"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Complements } from "@/lib/catalogue/queries/complements.ts"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import { boundsWords, type Conditions, isEnding } from "@/lib/catalogue/rules/conditions.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { DocumentLinks } from "./document-links.tsx"

type ConditionsSectionProps = {
  service: ServiceOffert
  complements: Complements
  /** How they stand for one collectivité; absent on the public page. */
  conditions?: Conditions
  today: CalendarDate
}

/** For whom, after what, by whom and until when: what one asks before subscribing. */
export function ConditionsSection({ service, complements, conditions, today }: ConditionsSectionProps) {
  const { documents, prerequis, marche } = complements
  const left = service.capacite === null || !conditions ? null : service.capacite - conditions.placesPrises
  return (
    <Section title="Conditions">
      <DescriptionList
        items={[
          {
            label: "S’adresse à",
            value: `${service.types.length > 0 ? service.types.map((type) => TYPE_LABELS[type].many).join(", ") : "Toutes les collectivités"}${service.populationMin || service.populationMax ? `, ${boundsWords(service)}` : ""}`,
          },
          ...(prerequis.length > 0
            ? [
                {
                  label: "Demande d’abord",
                  value: prerequis.map(({ nom }) => {
                    const state = conditions?.prerequis.find((one) => one.nom === nom)
                    return (
                      <span key={nom} className="block">
                        {nom}{" "}
                        {state ? (
                          <StateBadge tone={state.enService ? "ok" : "attention"}>
                            {state.enService ? "en service" : "à mettre en service"}
                          </StateBadge>
                        ) : null}
                      </span>
                    )
                  }),
                },
              ]
            : []),
          ...(left === null
            ? []
            : [
                {
                  label: "Places",
                  value: left > 0 ? `${formatCount(left, "place")} sur ${service.capacite}` : "Complet",
                },
              ]),
          ...(conditions?.experimentation
            ? [
                {
                  label: "Expérimentation",
                  value: `Votre collectivité fait partie de celles choisies, jusqu’au ${formatDay(conditions.experimentation.jusqua)}.`,
                },
              ]
            : []),
          ...(marche
            ? [
                {
                  label: "Prestataire",
                  value: (
                    <>
                      {marche.prestataire.nom}, contrat jusqu’au {formatDay(marche.jusqua)}.{" "}
                      {isEnding(marche.jusqua, marche.alerteMois, today) ? (
                        <StateBadge tone="attention">le contrat se termine bientôt</StateBadge>
                      ) : null}
                      {[marche.hebergement, marche.certification].filter(Boolean).map((line) => (
                        <span key={line} className="block text-muted text-sm">
                          {line}
                        </span>
                      ))}
                    </>
                  ),
                },
              ]
            : []),
          ...service.options.map(({ nom, description, unite, prix }) => ({
            label: `Option : ${nom}`,
            value: `${description} ${prix ? `${priceWords(prix, unite ?? "collectivité")}.` : "Sur devis."}`,
          })),
          ...(documents.length > 0
            ? [
                {
                  label: "À lire",
                  value: <DocumentLinks documents={documents} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
