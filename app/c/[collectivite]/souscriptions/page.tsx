import type { Metadata } from "next"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { costWords, quantityWords } from "@/components/souscriptions/words.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"

export const metadata: Metadata = { title: "Souscriptions" }

export default async function SouscriptionsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const souscriptions = await read(ctx, (tx) => listMemberSouscriptions(tx, collectiviteId))
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        title="Souscriptions"
        lede={`Ce que ${nom} utilise, a demandé ou a refusé. Chaque demande garde son prix et son histoire.`}
        action={
          <div className="flex flex-wrap gap-3">
            <LinkButton href={`${path}/prises-en-charge`}>Qui paie pour qui</LinkButton>
            <LinkButton href={`${path}/services`}>Trouver un service</LinkButton>
          </div>
        }
      />
      {souscriptions.length === 0 ? (
        <EmptyState
          title="Aucune souscription pour le moment."
          action={<a href={`${path}/services?prix=inclus`}>Voir ce que l’adhésion comprend</a>}
        >
          Les services compris dans l’adhésion se demandent sans autre coût.
        </EmptyState>
      ) : (
        GROUPS.map(({ title, keeps }) => {
          const rows = souscriptions.filter(keeps)
          return rows.length === 0 ? null : (
            <Section key={title} title={title}>
              <Table
                caption={title}
                rows={rows}
                rowKey={({ id }) => id}
                rowHref={({ id }) => `${path}/souscriptions/${id}`}
                columns={COLUMNS}
              />
            </Section>
          )
        })
      )}
    </>
  )
}

const GROUPS: { title: string; keeps: (souscription: MemberSouscription) => boolean }[] = [
  { title: "En attente", keeps: ({ etat }) => etat === "a_approuver" || etat === "approuvee" },
  { title: "En service", keeps: ({ etat }) => etat === "en_service" },
  { title: "Passées", keeps: ({ etat }) => etat === "refusee" || etat === "annulee" || etat === "terminee" },
]

const COLUMNS = [
  { key: "service", header: "Service", rowHeader: true, cell: ({ service }: MemberSouscription) => service },
  {
    key: "quantite",
    header: "Quantité",
    nowrap: true,
    cell: ({ quantite, unite }: MemberSouscription) => quantityWords(quantite, unite) || "–",
  },
  { key: "cout", header: "Coût", cell: costOf },
  {
    key: "demande",
    header: "Demandée le",
    nowrap: true,
    cell: ({ demandeLe }: MemberSouscription) => formatShortDay(dayInParis(demandeLe)),
  },
  { key: "etat", header: "État", cell: ({ etat }: MemberSouscription) => <EtatBadge etat={etat} /> },
]

function costOf(souscription: MemberSouscription): string {
  const { mode, prix } = souscription
  const words = costWords(souscription)
  if (prix) return words
  if (mode === "inclus") return words || "Compris"
  return words ? `${words}, le reste sur demande` : "Sur demande"
}
