import { Section } from "@/components/ui/section.tsx"
import { IMPACT_LABELS, TARIF_GENRE_LABELS, TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import type { DeliberationFile } from "@/lib/deliberations/queries.ts"
import { formatDay, formatRate } from "@/lib/platform/format.ts"

/** All that rests on the act. */
export function FixedSection({ deliberation }: { deliberation: DeliberationFile }) {
  const { regles, tarifs, services, simulations, experimentations, impacts } = deliberation
  const items = [
    ...regles.map(({ id, type, depuis }) => ({
      key: id,
      href: "/gestion/reglages/cotisation",
      what: `Cotisation des membres de type « ${TYPE_LABELS[type].one.toLowerCase()} », à partir du ${formatDay(depuis)}`,
    })),
    ...tarifs.map(({ id, service, genre, unite, prixUnitaire, depuis }) => ({
      key: id,
      href: `/gestion/catalogue/${service.slug}`,
      what: `${service.nom}, ${TARIF_GENRE_LABELS[genre].toLowerCase()} : ${formatRate(prixUnitaire)} HT par ${unite}, à partir du ${formatDay(depuis)}`,
    })),
    ...services.map(({ slug, nom, mode }) => ({
      key: slug,
      href: `/gestion/catalogue/${slug}`,
      what: `${nom} : ${TARIF_MODE_LABELS[mode].toLowerCase()}`,
    })),
    ...simulations.map(({ id, libelle }) => ({
      key: id,
      href: `/gestion/simulations/${id}`,
      what: `Simulation votée : ${libelle}`,
    })),
    ...experimentations.map(({ id, objet, service }) => ({
      key: id,
      href: `/gestion/catalogue/${service.slug}/experimentation`,
      what: `Expérimentation, ${service.nom} : ${objet}`,
    })),
    ...impacts.map(({ etat, service }) => ({
      key: `impact-${service.slug}`,
      href: `/gestion/catalogue/${service.slug}/impact`,
      what: `Fiche d’impact, ${service.nom} : ${IMPACT_LABELS[etat]}`,
    })),
  ]
  return (
    <Section title="Ce qu’elle fixe">
      {items.length > 0 ? (
        <ul className="list-disc ps-5">
          {items.map(({ key, href, what }) => (
            <li key={key}>
              <a href={href}>{what}</a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">Rien ne repose encore sur elle.</p>
      )}
    </Section>
  )
}
