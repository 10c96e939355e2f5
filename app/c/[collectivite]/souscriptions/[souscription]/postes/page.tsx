import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CommandesTimeline } from "@/components/postes/commandes-timeline.tsx"
import { EcartsSection } from "@/components/postes/ecarts-section.tsx"
import { MoisSection } from "@/components/postes/mois-section.tsx"
import { PostesTable } from "@/components/postes/postes-table.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { findParc } from "@/lib/postes/queries/parc.ts"
import { compareParc, isSansSuite } from "@/lib/postes/rules/ecarts.ts"
import { moisAround } from "@/lib/postes/rules/facturation.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { AApprouver } from "./_components/a-approuver.tsx"
import { ADecrire } from "./_components/a-decrire.tsx"

export const metadata: Metadata = { title: "Les postes" }

type Props = { params: Promise<{ collectivite: string; souscription: string }> }

export default async function PostesPage({ params }: Props) {
  const { collectivite, souscription: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, roles } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const parc = await read(ctx, (tx) => findParc(tx, collectiviteId, id))
  if (!parc) notFound()
  const day = today()
  const path = `/c/${collectivite}/souscriptions/${id}`
  const running = parc.etat === "en_service"
  const billed = parc.postes.filter(({ commande }) => !isSansSuite(commande))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Souscriptions", href: `/c/${collectivite}/souscriptions` },
          { label: parc.service.nom, href: path },
        ]}
        title="Les postes"
        state={<EtatBadge etat={parc.etat} />}
        lede={`${formatCount(parc.quantite, "poste")} sous ${parc.service.nom}.`}
        action={
          running ? (
            <LinkButton href={`${path}/postes/ajouter`} look="primary">
              Ajouter des postes
            </LinkButton>
          ) : null
        }
      />
      <AApprouver
        commandes={parc.commandes}
        collectivite={collectivite}
        decides={roles.includes("elu")}
        who={ctx.who}
        back={`${path}/postes`}
      />
      {parc.postes.length === 0 ? (
        <ADecrire target={{ collectivite, souscription: id }} quantite={parc.quantite} />
      ) : (
        <>
          <Section
            title="Vos postes"
            action={
              <p className="flex flex-wrap gap-x-5 gap-y-1">
                <a href={`/c/${collectivite}/incident`}>En cas d’incident</a>
                <a href={`/c/${collectivite}/depannages`}>Dépannages</a>
              </p>
            }
          >
            <PostesTable
              postes={parc.postes}
              composants={parc.composants}
              helpHref={running ? ({ id: poste }) => `/c/${collectivite}/depannages/nouveau?poste=${poste}` : undefined}
              removeHref={running ? (poste) => `${path}/postes/${poste.id}/retirer` : undefined}
            />
          </Section>
          {running ? (
            <>
              <EcartsSection
                comparaison={compareParc(parc.postes, parc.etrangers, day, parc.releveLe)}
                releveLe={parc.releveLe}
                today={day}
              />
              <MoisSection postes={billed} prorata={parc.service.prorata} mois={moisAround(day)} />
            </>
          ) : null}
          <Section title="Commandes au prestataire">
            <CommandesTimeline commandes={parc.commandes} />
          </Section>
        </>
      )}
    </>
  )
}
