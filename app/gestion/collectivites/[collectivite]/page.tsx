import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { StatutBadge } from "@/components/collectivites/statut-badge.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { listHistory } from "@/lib/access/journal.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findCurrentDossier } from "@/lib/adhesions/queries/dossiers.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { countCommunes, findLastEngagements, listRattachements } from "@/lib/collectivites/queries/dossier.ts"
import { manquesOf } from "@/lib/collectivites/rules.ts"
import { today } from "@/lib/platform/dates.ts"
import { JournalTimeline } from "../../_components/journal-timeline.tsx"
import { Adhesion } from "./_components/adhesion.tsx"
import { Coordonnees } from "./_components/coordonnees.tsx"
import { Engagements } from "./_components/engagements.tsx"
import { Manques } from "./_components/manques.tsx"
import { Personnes } from "./_components/personnes.tsx"
import { Populations } from "./_components/populations.tsx"

export const metadata: Metadata = { title: "Dossier d’une collectivité" }

const PATH = "/gestion/collectivites"
const LAST_EVENTS = 15

export default async function DossierPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const found = await consultDossier(ctx, collectivite, async (tx, { id, publicId, type }) => ({
    rattachements: await listRattachements(tx, id),
    engagements: await findLastEngagements(tx, id),
    enCours: await findCurrentDossier(tx, id),
    communes: type === "epci" ? await countCommunes(tx, id) : null,
    evenements: await listHistory(tx, publicId, LAST_EVENTS),
  }))
  if (!found.ok) notFound()
  const { dossier, also } = found.value
  const [adhesion] = dossier.adhesions
  const manques = manquesOf({ siren: dossier.siren, ...dossier.fiche })
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Collectivités", href: PATH }]}
        title={dossier.nom}
        state={<StatutBadge statut={dossier.statut} synthetique={adhesion?.synthetique} />}
        action={
          <div className="flex flex-wrap gap-3">
            <LinkButton href={`${PATH}/${collectivite}/compte`}>Compte</LinkButton>
            <LinkButton href={`${PATH}/${collectivite}/documents`}>Documents</LinkButton>
            <LinkButton href={`${PATH}/${collectivite}/evolutions`}>Évolutions</LinkButton>
            <LinkButton href={`${PATH}/${collectivite}/completer`} look={manques.length > 0 ? "primary" : "secondary"}>
              {manques.length > 0 ? "Compléter la fiche" : "Modifier la fiche"}
            </LinkButton>
          </div>
        }
      />
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-8">
          <Manques manques={manques} href={`${PATH}/${collectivite}/completer`} />
          <Coordonnees dossier={dossier} communes={also.communes} />
          <Populations type={dossier.type} populations={dossier.populations} />
          <Personnes rattachements={also.rattachements} path={`${PATH}/${collectivite}`} />
          <Adhesion
            collectivite={collectivite}
            statut={dossier.statut}
            dossier={also.enCours}
            manages={denial(ctx, "adhesions.manage", new Date()) === null}
            day={today()}
          />
          <Engagements {...also.engagements} />
        </div>
        <Section
          title="Historique"
          action={<a href={`/gestion/journal?collectivite=${collectivite}`}>Tout le journal</a>}
        >
          <JournalTimeline rows={also.evenements} />
        </Section>
      </div>
    </>
  )
}
