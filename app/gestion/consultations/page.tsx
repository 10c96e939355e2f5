import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type ConsultationRow, listConsultations } from "@/lib/consultations/queries/consultations.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Consultations" }

const PATH = "/gestion/consultations"

export default async function ConsultationsPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, (tx) => listConsultations(tx, today()))
  return (
    <>
      <PageHeader
        title="Consultations"
        lede="Ce que les membres veulent d’un service avant de le construire ou de le compléter : besoins d’un service en projet, intérêt pour un complément."
        action={
          <LinkButton href={`${PATH}/nouvelle`} look="primary">
            Consulter les membres
          </LinkButton>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="Aucune consultation." action={<a href={`${PATH}/nouvelle`}>En ouvrir une</a>}>
          Une question, quelques choix, un dernier jour : chaque membre concerné est prévenu.
        </EmptyState>
      ) : (
        <Table
          caption="Consultations"
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
    </>
  )
}

const COLUMNS = [
  { key: "titre", header: "Consultation", rowHeader: true, cell: ({ titre }: ConsultationRow) => titre },
  { key: "service", header: "Service", cell: ({ service }: ConsultationRow) => service },
  {
    key: "etat",
    header: "État",
    cell: ({ close, jusqua }: ConsultationRow) =>
      close ? (
        <StateBadge tone="neutral">close</StateBadge>
      ) : (
        <StateBadge tone="info">{`ouverte jusqu’au ${formatDay(jusqua)}`}</StateBadge>
      ),
  },
  { key: "reponses", header: "Réponses", end: true, cell: ({ reponses }: ConsultationRow) => formatInteger(reponses) },
  {
    key: "interesses",
    header: "Intéressées",
    end: true,
    cell: ({ interesses }: ConsultationRow) => formatInteger(interesses),
  },
]
