import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ServiceEtatBadge } from "@/components/catalogue/service-etat-badge.tsx"
import { Citation } from "@/components/deliberations/citation.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Dialog } from "@/components/ui/dialog.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { MATURITE_LABELS, OUTIL_LABELS, TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { idsOf, listCitees } from "@/lib/deliberations/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { EtatForm } from "./_components/etat-form.tsx"
import { Tarifs } from "./_components/tarifs.tsx"

export const metadata: Metadata = { title: "Service du catalogue" }

const PATH = "/gestion/catalogue"

export default async function ServicePage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, citees: await listCitees(tx, idsOf(service)) }
  })
  if (!found) notFound()
  const { service, citees } = found
  const act = citees.get(service.deliberationId ?? "")
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: PATH }]}
        title={service.nom}
        state={<ServiceEtatBadge etat={service.etat} />}
        lede={service.pourQui}
        action={
          <div className="flex flex-wrap gap-3">
            {service.etat === "publie" ? (
              <Dialog
                href={`${PATH}/${slug}/retirer`}
                trigger="Retirer du catalogue"
                title={`Retirer ${service.nom} ?`}
                description="Les mairies ne pourront plus le demander. Ce qui est en service continue, et vous pourrez le publier à nouveau."
              >
                <EtatForm service={service} etat="retire" />
              </Dialog>
            ) : null}
            <LinkButton href={`${PATH}/${slug}/modifier`}>Modifier</LinkButton>
          </div>
        }
      />
      {service.etat === "publie" ? null : <EtatForm service={service} etat="publie" />}
      <Section
        title="Tarifs"
        action={service.mode === "inclus" ? null : <a href={`${PATH}/${slug}/tarif`}>Fixer un nouveau tarif</a>}
      >
        {service.tarifs.length > 0 ? (
          <Tarifs tarifs={service.tarifs} citees={citees} today={today()} />
        ) : (
          <p className="text-muted">
            {service.mode === "inclus"
              ? "Compris dans l’adhésion : rien de plus à payer."
              : "Aucun tarif : le prix se demande."}
          </p>
        )}
      </Section>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a href={`${PATH}/${slug}/options`}>Options</a>
        <a href={`${PATH}/${slug}/documents`}>Documents</a>
        <a href={`${PATH}/${slug}/conditions`}>Conditions, capacité et marché</a>
        <a href={`${PATH}/${slug}/experimentation`}>Expérimentation</a>
        <a href={`${PATH}/${slug}/impact`}>Fiche d’impact</a>
        {service.etat === "publie" ? (
          <a href={`/gestion/consultations/nouvelle?service=${slug}`}>Consulter les membres</a>
        ) : null}
      </p>
      <Section title="Présentation">
        <div className="grid gap-3">
          {service.description.split("\n").map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <DescriptionList
          items={[
            { label: "Pilier", value: service.pilier.nom },
            {
              label: "Tarification",
              value: (
                <>
                  {TARIF_MODE_LABELS[service.mode]}
                  {act ? (
                    <span className="block text-muted text-sm">
                      <Citation deliberation={act} />
                    </span>
                  ) : null}
                </>
              ),
            },
            { label: "Maturité", value: MATURITE_LABELS[service.maturite] },
            {
              label: "Types de membres",
              value: service.types.length > 0 ? service.types.map((type) => TYPE_LABELS[type].many).join(", ") : "Tous",
            },
            { label: "Approbation", value: service.exigeApprobation ? "Par une personne élue" : "Sans approbation" },
            {
              label: "Ouvre dans le portail",
              value: service.outil ? OUTIL_LABELS[service.outil] : "Rien de particulier",
            },
            { label: "Ouverture", value: service.ouvertureImmediate ? "Dès la demande" : "Par l’opérateur" },
            { label: "Pour commencer", value: service.pourDemarrer },
            { label: "Contact", value: service.contact },
            { label: "Souscriptions", value: formatInteger(service.souscriptions) },
            ...(service.source ? [{ label: "Source", value: service.source }] : []),
          ]}
        />
      </Section>
    </>
  )
}
