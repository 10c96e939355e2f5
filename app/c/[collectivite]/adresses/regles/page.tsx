import type { Metadata } from "next"
import { PrioriteBadge } from "@/components/bal/priorite-badge.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listGuides } from "@/lib/bal/queries/guides.ts"
import { REGLES } from "@/lib/bal/rules/catalogue.ts"
import { FORMULE_INDICE } from "@/lib/bal/rules/indice.ts"

export const metadata: Metadata = { title: "Ce qui est vérifié" }

export default async function ReglesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const guides = await read(ctx, (tx) => listGuides(tx))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: `/c/${collectivite}/adresses` }]}
        title="Ce qui est vérifié"
        lede="Le validateur national juge le format de chaque ligne ; le portail y ajoute ce qui compte pour la fibre."
      />
      {guides.length > 0 ? (
        <Section title="Guides">
          <ul className="border-line border-t">
            {guides.map(({ id, titre, texte, url }) => (
              <li key={id} className="border-line border-b py-3">
                <p className="font-semibold">{url ? <a href={url}>{titre}</a> : titre}</p>
                <p className="text-sm">{texte}</p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Les règles du portail">
        <ul className="border-line border-t">
          {REGLES.map(({ code, libelle, priorite, raison, exemple, remede }) => (
            <li key={code} className="grid gap-1 border-line border-b py-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-semibold">{libelle}</span>
                <PrioriteBadge priorite={priorite} />
              </p>
              <p className="text-sm">{raison}</p>
              <p className="text-sm">Exemple : {exemple}</p>
              <p className="text-sm">À faire : {remede}</p>
              <p className="text-muted text-xs">{code}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="L’indice de qualité">
        <p>{FORMULE_INDICE}.</p>
      </Section>
    </>
  )
}
