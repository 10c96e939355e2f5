import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DroitForm } from "@/components/outils/droit-form.tsx"
import { Nommes } from "@/components/outils/nommes.tsx"
import { Rapprochement } from "@/components/outils/rapprochement.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { endDroitAsAgentAction, giveDroitAsAgentAction } from "@/lib/outils/actions/droits.ts"
import { findDroits, findPlace } from "@/lib/outils/queries/droits.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Accès d’une collectivité à un outil" }

type Props = { params: Promise<{ service: string; collectivite: string }> }

/** The same as the collectivité's own page, for staff who are asked to act in its place. */
export default async function AccesPage({ params }: Props) {
  const ctx = await agentContext()
  const { service: slug, collectivite } = await params
  const found = await read(ctx, async (tx) => {
    const place = await findPlace(tx, collectivite)
    const page = place && (await findDroits(tx, { collectiviteId: place.id, slug, day: today() }))
    return page && { place, page }
  })
  if (!found) notFound()
  const { place, page } = found
  const hidden = { collectivite, service: slug }
  const desk = `/gestion/outils/${slug}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Outils du pack", href: "/gestion/outils" },
          { label: page.module.nom, href: desk },
          { label: "Accès", href: `${desk}/acces` },
        ]}
        title={place.nom}
        lede={`Qui ouvre « ${page.module.nom} » pour cette collectivité.`}
        action={<a href={`/gestion/collectivites/${collectivite}`}>Sa fiche</a>}
      />
      <Section title="Qui y a accès">
        <Nommes nommes={page.nommes} inclus={page.module.comptesInclus} hidden={hidden} end={endDroitAsAgentAction} />
      </Section>
      <Section title="Donner un accès">
        {page.enService ? (
          <DroitForm
            page={page}
            hidden={hidden}
            give={giveDroitAsAgentAction}
            equipe={`/gestion/collectivites/${collectivite}`}
          />
        ) : (
          <p>Cet outil n’est pas en service pour cette collectivité.</p>
        )}
      </Section>
      <Section title="Comptes chez le prestataire">
        <Rapprochement page={page} />
      </Section>
    </>
  )
}
