import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { closeCampagneAction } from "@/lib/bal/actions.ts"
import { findCampagne } from "@/lib/bal/queries/campagnes.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { GuideForm } from "../../_components/guide-form.tsx"
import { CommunesOfCampagne } from "./_components/communes-of-campagne.tsx"
import { VisiteForm } from "./_components/visite-form.tsx"

export const metadata: Metadata = { title: "Une campagne d’adresses" }

export default async function CampagneAdressesPage({ params }: { params: Promise<{ campagne: string }> }) {
  const ctx = await agentContext()
  const { campagne: id } = await params
  if (!isIdentifier(id)) notFound()
  const campagne = await read(ctx, (tx) => findCampagne(tx, id))
  if (!campagne) notFound()
  const { nom, objectif, etat, echeance, communes, guides } = campagne
  const open = etat === "ouverte"
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: "/gestion/adresses" }]}
        title={nom}
        state={<StateBadge tone={open ? "info" : "neutral"}>{etat}</StateBadge>}
        lede={`${objectif}${echeance ? ` Échéance : ${formatDay(echeance)}.` : ""}`}
      />
      <Progress
        label="Communes visitées"
        done={communes.filter(({ visiteFaiteLe }) => visiteFaiteLe !== null).length}
        total={communes.length}
      />
      <Section title="Communes">
        <CommunesOfCampagne communes={communes} />
      </Section>
      {open ? (
        <Section title="Planifier ou noter une visite">
          <VisiteForm campagne={id} communes={communes} />
        </Section>
      ) : null}
      <Section title="Guides de la campagne">
        {guides.length > 0 ? (
          <ul className="border-line border-t">
            {guides.map(({ id: guide, titre, texte, url }) => (
              <li key={guide} className="border-line border-b py-3">
                <p className="font-semibold">{url ? <a href={url}>{titre}</a> : titre}</p>
                <p className="text-sm">{texte}</p>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">
            Aucun guide : ceux de toutes les communes restent à leur page « Ce qui est vérifié ».
          </p>
        )}
        {open ? <GuideForm campagne={id} /> : null}
      </Section>
      {open ? (
        <Form action={closeCampagneAction} hidden={{ campagne: id }} aria-label="Clore la campagne">
          <p>
            <SubmitButton look="danger">Clore la campagne</SubmitButton>
          </p>
        </Form>
      ) : null}
    </>
  )
}
