import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { OffreExterne } from "@/lib/catalogue/queries/complements.ts"
import { OFFRE_AUTEURS } from "@/lib/catalogue/types.ts"

/** What others offer: never subscribed here, and said to be theirs. */
export function OffresExternes({ offres }: { offres: readonly OffreExterne[] }) {
  if (offres.length === 0) return null
  return (
    <Section title="Services d’autres acteurs">
      <p className="max-w-measure text-muted">
        Ils ne sont ni fournis ni facturés par votre opérateur : chacun fixe ses conditions.
      </p>
      <ul className="border-line border-t">
        {offres.map(({ id, auteur, organisme, nom, description, eligibilite, contact, adresse, source }) => (
          <li key={id} className="grid gap-1 border-line border-b py-3.5">
            <h3>
              {adresse ? <a href={adresse}>{nom}</a> : nom} <StateBadge tone="info">{OFFRE_AUTEURS[auteur]}</StateBadge>
            </h3>
            <p className="max-w-measure text-sm">{description}</p>
            <p className="max-w-measure text-muted text-sm">
              {organisme}. {eligibilite ? `Pour qui : ${eligibilite}` : "Pour qui : la source ne le dit pas."}
              {contact ? ` Contact : ${contact}.` : ""} Source : {source}.
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
