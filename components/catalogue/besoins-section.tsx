import { Section } from "@/components/ui/section.tsx"
import type { Besoin } from "@/lib/catalogue/queries/complements.ts"

/** Needs that no service bears the name of, with what answers them today. */
export function BesoinsSection({ besoins, path }: { besoins: readonly Besoin[]; path: string }) {
  if (besoins.length === 0) return null
  return (
    <Section title="Des besoins, et ce qui y répond aujourd’hui">
      <dl className="border-line border-t">
        {besoins.map(({ id, nom, reponse, service, source }) => (
          <div key={id} className="grid gap-1 border-line border-b py-3.5">
            <dt className="font-semibold">{nom}</dt>
            <dd className="grid max-w-measure gap-1 text-sm">
              <p>{reponse}</p>
              {service ? (
                <p>
                  <a href={`${path}/${service.slug}`}>{service.nom}</a>
                </p>
              ) : null}
              <p className="text-muted">Source : {source}.</p>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
