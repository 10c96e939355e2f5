import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { BarList } from "@/components/ui/bar-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { closeConsultationAction } from "@/lib/consultations/actions.ts"
import { findConsultation, type ReponseRow } from "@/lib/consultations/queries/consultations.ts"
import { countAvis, countBySize, countChoix, type Resultat } from "@/lib/consultations/rules.ts"
import { AVIS, AVIS_LABELS } from "@/lib/consultations/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

export const metadata: Metadata = { title: "Une consultation" }

export default async function ConsultationPage({ params }: { params: Promise<{ consultation: string }> }) {
  const ctx = await agentContext()
  const { consultation: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, (tx) => findConsultation(tx, id))
  if (!found) notFound()
  const { titre, question, service, choix, jusqua, closeLe, reponses, demandees } = found
  const open = closeLe === null && jusqua >= today()
  const counted = countAvis(reponses)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Consultations", href: "/gestion/consultations" }]}
        title={titre}
        state={
          <StateBadge tone={open ? "info" : "neutral"}>
            {open ? `ouverte jusqu’au ${formatDay(jusqua)}` : "close"}
          </StateBadge>
        }
        lede={question}
        action={
          <p className="flex flex-wrap gap-x-5 gap-y-1">
            <a href={`/gestion/catalogue/${service.slug}`}>{service.nom}</a>
            <a href={`/gestion/consultations/${id}/export`}>Exporter les réponses (CSV)</a>
          </p>
        }
      />
      <Figures
        figures={[
          {
            label: "Réponses",
            value: formatInteger(reponses.length),
            comparison: `sur ${formatCount(demandees, "membre")}`,
          },
          ...AVIS.map((avis) => ({ label: AVIS_LABELS[avis], value: formatInteger(counted[avis]) })),
        ]}
      />
      {reponses.length === 0 ? (
        <EmptyState title="Personne n’a encore répondu." />
      ) : (
        <>
          {choix.length > 0 ? (
            <Section title="Ce qui est coché">
              <BarList
                caption="Choix cochés"
                labelHeader="Choix"
                valueHeader="Réponses"
                bars={countChoix(choix, reponses).map(({ label, coches }) => ({
                  label,
                  size: coches,
                  value: formatInteger(coches),
                }))}
              />
            </Section>
          ) : null}
          <Section title="Selon la taille">
            <Table
              caption="Réponses selon la taille"
              rows={countBySize(reponses)}
              rowKey={({ label }) => label}
              columns={SIZES}
            />
          </Section>
          <Section title="Les réponses">
            <Table caption="Réponses" rows={reponses} rowKey={({ publicId }) => publicId} columns={COLUMNS} />
          </Section>
        </>
      )}
      {open ? (
        <Form action={closeConsultationAction} hidden={{ consultation: id }} aria-label="Clore la consultation">
          <div>
            <SubmitButton look="quiet" pending="Clôture…">
              Clore avant le dernier jour
            </SubmitButton>
          </div>
        </Form>
      ) : null}
    </>
  )
}

const SIZES = [
  { key: "label", header: "Taille", rowHeader: true, cell: ({ label }: Resultat) => label },
  ...AVIS.map((avis) => ({
    key: avis,
    header: AVIS_LABELS[avis],
    end: true,
    cell: (row: Resultat) => formatInteger(row[avis]),
  })),
  { key: "total", header: "Total", end: true, cell: ({ total }: Resultat) => formatInteger(total) },
]

const COLUMNS = [
  {
    key: "nom",
    header: "Collectivité",
    rowHeader: true,
    cell: ({ nom, publicId }: ReponseRow) => <a href={`/gestion/collectivites/${publicId}`}>{nom}</a>,
  },
  { key: "avis", header: "Réponse", cell: ({ avis }: ReponseRow) => AVIS_LABELS[avis] },
  { key: "choix", header: "Coché", cell: ({ choix }: ReponseRow) => choix.join(", ") || "–" },
  { key: "commentaire", header: "Commentaire", cell: ({ commentaire }: ReponseRow) => commentaire ?? "–" },
]
