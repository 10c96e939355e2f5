import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { listIncidents } from "@/lib/postes/queries/parc.ts"

export const metadata: Metadata = { title: "En cas d’incident" }

/** One page, to print and pin up beside the telephone: whom to call, then what to do. */
export default async function IncidentPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const incidents = await read(ctx, (tx) => listIncidents(tx, collectiviteId))
  return (
    <>
      <PageHeader
        title="En cas d’incident informatique"
        lede={`${nom}. Imprimez cette page et affichez-la près du téléphone : elle doit rester lisible quand l’ordinateur ne l’est plus.`}
      />
      {incidents.length === 0 ? (
        <EmptyState
          title="Aucun service de sécurité n’est en service."
          action={<a href={`/c/${collectivite}/services`}>Voir les services</a>}
        >
          Le site 17cyber.gouv.fr guide toute victime, jour et nuit.
        </EmptyState>
      ) : (
        incidents.map(
          ({ id, nom: service, slug, prestataire, contactIncident, etapes, composants, souscription, postes }) => (
            <div key={id} className="grid gap-8">
              <Section title="Qui appeler">
                {prestataire?.telephone ? (
                  <p className="text-xl">
                    <strong>{prestataire.nom}</strong>{" "}
                    <a
                      href={`tel:${prestataire.telephone.replaceAll(" ", "")}`}
                      className="whitespace-nowrap font-semibold"
                    >
                      {prestataire.telephone}
                    </a>
                  </p>
                ) : null}
                {contactIncident ? <p className="max-w-measure">{contactIncident}</p> : null}
                <p className="max-w-measure text-muted text-sm">
                  À dire au téléphone : {nom}, service « {service} », référence client {collectivite}
                  {souscription ? `, ${formatCount(souscription.quantite, "poste")}` : ""}.
                </p>
              </Section>
              <Section title="Que faire, dans l’ordre" action={<Repairs collectivite={collectivite} />}>
                <ol className="grid max-w-measure list-decimal gap-2.5 ps-6">
                  {etapes.map((etape) => (
                    <li key={etape}>{etape}</li>
                  ))}
                </ol>
              </Section>
              <Section
                title="Ce qui protège vos postes"
                action={
                  souscription ? (
                    <span className="print:hidden">
                      <a href={`/c/${collectivite}/souscriptions/${souscription.id}/postes`}>L’état de chaque poste</a>
                    </span>
                  ) : null
                }
              >
                <ul className="grid max-w-measure list-disc gap-1 ps-5">
                  {composants.map(({ code, nom: composant, description }) => (
                    <li key={code}>
                      <strong>{composant}</strong> : {description}
                    </li>
                  ))}
                </ul>
                {postes.length > 0 ? (
                  <p className="max-w-measure">
                    Postes protégés : {postes.map(({ numero, nom }) => `${nom} (n° ${numero})`).join(", ")}.
                  </p>
                ) : null}
                <p className="text-muted text-sm print:hidden">
                  <a href={`/c/${collectivite}/services/${slug}`}>Ce que comprend {service}</a>
                </p>
              </Section>
            </div>
          ),
        )
      )}
    </>
  )
}

/** What can wait for an answer is written; paper has no use for the link. */
const Repairs = ({ collectivite }: { collectivite: string }) => (
  <span className="print:hidden">
    <a href={`/c/${collectivite}/depannages`}>Sans urgence : demander un dépannage</a>
  </span>
)
