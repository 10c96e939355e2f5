import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listMesConsultations } from "@/lib/consultations/queries/consultations.ts"
import { AVIS_LABELS } from "@/lib/consultations/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { AnswerForm } from "./_components/answer-form.tsx"

export const metadata: Metadata = { title: "Votre avis" }

/** What the operator asks of its members: one answer for the collectivité, which anybody of its team may give or change. */
export default async function ConsultationsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, type, nom } = only(ctx)
  const consultations = await read(ctx, (tx) => listMesConsultations(tx, { collectiviteId, type }, today()))
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Services", href: `${path}/services` }]}
        title="Votre avis"
        lede={`Une réponse pour ${nom} à chaque question, en deux minutes. Elle n’engage à rien et ne coûte rien.`}
      />
      {consultations.length === 0 ? (
        <EmptyState title="Aucune question ouverte." action={<a href={`${path}/services`}>Voir les services</a>}>
          Vous serez prévenu de la prochaine.
        </EmptyState>
      ) : (
        consultations.map((consultation) => (
          <Section
            key={consultation.id}
            title={consultation.titre}
            action={<a href={`${path}/services/${consultation.service.slug}`}>{consultation.service.nom}</a>}
          >
            <p className="max-w-measure">{consultation.question}</p>
            <p className="text-muted text-sm">
              {consultation.reponse ? (
                <StateBadge tone="ok">{`répondu : ${AVIS_LABELS[consultation.reponse.avis].toLowerCase()}`}</StateBadge>
              ) : (
                <StateBadge tone="attention">sans réponse</StateBadge>
              )}{" "}
              jusqu’au {formatDay(consultation.jusqua)}
            </p>
            <AnswerForm collectivite={collectivite} consultation={consultation} />
          </Section>
        ))
      )}
    </>
  )
}
