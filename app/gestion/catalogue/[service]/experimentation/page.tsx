import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Citation } from "@/components/deliberations/citation.tsx"
import { DeliberationField } from "@/components/deliberations/deliberation-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { chooseMemberAction, openExperimentationAction } from "@/lib/catalogue/actions.ts"
import { type ExperimentationFile, listExperimentations } from "@/lib/catalogue/queries/complements.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { listCitees, listDeliberationChoices } from "@/lib/deliberations/queries.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Expérimentation d’un service" }

export default async function ExperimentationPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    if (!service) return null
    const experimentations = await listExperimentations(tx, service.id)
    const acts = experimentations.map(({ deliberationId }) => deliberationId)
    return {
      ...{ service, experimentations },
      ...{ citees: await listCitees(tx, acts), deliberations: await listDeliberationChoices(tx) },
    }
  })
  if (!found) notFound()
  const { service, experimentations, citees, deliberations } = found
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
        ]}
        title="Expérimentation"
        lede="Ce que le comité syndical a voté d’essayer, pour un montant et un temps, avec des collectivités choisies."
      />
      {experimentations.map(({ id, objet, montant, depuis, jusqua, membres, ...vote }) => (
        <Section key={id} title={objet}>
          <p className="max-w-measure">
            {formatAmount(montant)}, du {formatDay(depuis)} au {formatDay(jusqua)}.{" "}
            <Vote {...vote} citee={citees.get(vote.deliberationId ?? "")} />.
          </p>
          {membres.length === 0 ? (
            <p className="text-muted">Aucune collectivité choisie : personne ne peut encore le demander.</p>
          ) : (
            <ul className="list-disc ps-5">
              {membres.map(({ nom, publicId }) => (
                <li key={publicId}>
                  <a href={`/gestion/collectivites/${publicId}`}>{nom}</a>
                </li>
              ))}
            </ul>
          )}
          <Form
            action={chooseMemberAction}
            hidden={{ service: slug, experimentation: id }}
            aria-label={`Choisir pour ${objet}`}
          >
            <TextField
              name="collectivite"
              label="Choisir une collectivité"
              hint="Son nom exact, ou son identifiant."
              required
            />
            <div>
              <SubmitButton pending="Enregistrement…">Ouvrir à cette collectivité</SubmitButton>
            </div>
          </Form>
        </Section>
      ))}
      <Section title="Ouvrir une expérimentation">
        <Form action={openExperimentationAction} hidden={{ service: slug }} aria-label="Ouvrir une expérimentation">
          <TextField name="objet" label="Ce qui est essayé" required />
          <TextField name="montant" label="Montant voté" unit="€" inputMode="decimal" required />
          <TextField name="depuis" label="Premier jour" type="date" required />
          <TextField name="jusqua" label="Dernier jour" type="date" required />
          <DeliberationField choices={deliberations} hint="Celle qui a voté cet essai et son montant." required />
          <div>
            <SubmitButton pending="Enregistrement…">Ouvrir l’expérimentation</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

type VoteProps = Pick<ExperimentationFile, "deliberation" | "deliberationId" | "delibereLe"> & {
  citee: DeliberationCitee | undefined
}

/** The act with its file; its words where it has none, or came before the portal kept acts. */
function Vote({ deliberation, deliberationId, delibereLe, citee }: VoteProps) {
  if (citee) return <Citation deliberation={citee} />
  return deliberationId
    ? `Délibération n° ${deliberation}`
    : `Délibération du ${formatDay(delibereLe)} : ${deliberation}`
}
