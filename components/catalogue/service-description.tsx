import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"

/** What it does in plain words, then whom for, what to start with, whom to ask. */
export function ServiceDescription({ service }: { service: ServiceOffert }) {
  const [first = "", ...rest] = service.description.split("\n").filter(Boolean)
  return (
    <>
      <Section title="Ce que cela fait pour vous">
        <p className="max-w-measure text-lg leading-relaxed">{first}</p>
        {rest.length > 0 ? (
          <ul className="grid max-w-measure list-disc gap-1.5 ps-5">
            {rest.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </Section>
      <Section title="En pratique">
        <DescriptionList
          items={[
            { label: "Pour qui", value: service.pourQui },
            { label: "Pour démarrer", value: service.pourDemarrer },
            { label: "Contact", value: service.contact },
          ]}
        />
      </Section>
    </>
  )
}
