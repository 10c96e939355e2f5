import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listDemandes } from "@/lib/personnes/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { DemandeCard } from "./_components/demande-card.tsx"

export const metadata: Metadata = { title: "Demandes de rattachement" }

export default async function RattachementsPage() {
  const ctx = await agentContext()
  const demandes = await read(ctx, (tx) => listDemandes(tx, today()))
  return (
    <>
      <PageHeader
        title="Demandes de rattachement"
        lede="Des personnes demandent à agir pour une collectivité. Le code confirmé prouve qu’elles lisent sa boîte officielle, pas davantage : en cas de doute, appelez la mairie."
      />
      {demandes.length === 0 ? (
        <EmptyState title="Aucune demande à vérifier." />
      ) : (
        <ul className="grid gap-8">
          {demandes.map((demande) => (
            <li key={demande.id}>
              <DemandeCard demande={demande} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
