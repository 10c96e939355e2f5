import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CommandesTimeline } from "@/components/postes/commandes-timeline.tsx"
import { EcartsSection } from "@/components/postes/ecarts-section.tsx"
import { MoisSection } from "@/components/postes/mois-section.tsx"
import { PostesTable } from "@/components/postes/postes-table.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { findParcOfAnyone } from "@/lib/postes/queries/parc.ts"
import { compareParc, isSansSuite } from "@/lib/postes/rules/ecarts.ts"
import { moisAround } from "@/lib/postes/rules/facturation.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"

export const metadata: Metadata = { title: "Postes d’une souscription" }

export default async function PostesPage({ params }: { params: Promise<{ souscription: string }> }) {
  const ctx = await agentContext()
  const { souscription: id } = await params
  if (!isIdentifier(id)) notFound()
  const parc = await read(ctx, (tx) => findParcOfAnyone(tx, id))
  if (!parc) notFound()
  const { collectivite, service, postes } = parc
  const day = today()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Postes", href: "/gestion/postes" },
          { label: `${service.nom}, ${collectivite.nom}`, href: `/gestion/souscriptions/${id}` },
        ]}
        title={`Postes de ${collectivite.nom}`}
        state={<EtatBadge etat={parc.etat} />}
        lede={`${formatCount(parc.quantite, "poste")} sous ${service.nom}. Référence client chez le prestataire : ${collectivite.publicId}.`}
      />
      {postes.length === 0 ? (
        <EmptyState title="Aucun poste décrit.">La collectivité les décrit depuis sa souscription.</EmptyState>
      ) : (
        <>
          <Section title="Postes">
            <PostesTable postes={postes} composants={parc.composants} />
          </Section>
          <EcartsSection
            comparaison={compareParc(postes, parc.etrangers, day, parc.releveLe)}
            releveLe={parc.releveLe}
            today={day}
          />
          <MoisSection
            postes={postes.filter(({ commande }) => !isSansSuite(commande))}
            prorata={service.prorata}
            mois={moisAround(day)}
          />
          <Section title="Commandes au prestataire">
            <CommandesTimeline commandes={parc.commandes} />
          </Section>
        </>
      )}
    </>
  )
}
