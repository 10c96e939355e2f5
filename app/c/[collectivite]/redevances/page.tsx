import type { Metadata } from "next"
import { RedevancesTable } from "@/components/redevances/redevances-table.tsx"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { findRedevances } from "@/lib/redevances/queries/commune.ts"
import { findMandat } from "@/lib/redevances/queries/dossier.ts"
import { findTerritoireEpci } from "@/lib/redevances/queries/epci.ts"
import { summarize } from "@/lib/redevances/rules/situation.ts"
import { BilanFacts } from "./_components/bilan-facts.tsx"
import { EpciSection } from "./_components/epci-section.tsx"
import { MandatSection } from "./_components/mandat-section.tsx"
import { accesOf } from "./_components/open-redevances.ts"
import { ToDo } from "./_components/to-do.tsx"

export const metadata: Metadata = { title: "Redevances télécom" }

export default async function RedevancesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, roles, type } = only(ctx)
  const day = today()
  const { acces, redevances, mandat, territoire } = await read(ctx, async (tx) => ({
    acces: await accesOf(tx, ctx),
    redevances: await findRedevances(tx, collectiviteId, day),
    mandat: await findMandat(tx, collectiviteId),
    territoire: type === "epci" ? await findTerritoireEpci(tx, collectiviteId) : null,
  }))
  const home = `/c/${collectivite}`
  const path = `${home}/redevances`
  const header = (
    <PageHeader
      title="Redevances télécom"
      lede={`Ce que les opérateurs de réseaux doivent à ${nom} pour l’occupation de son domaine public.`}
      action={acces.etat === "ouvert" ? <LinkButton href={`${path}/etats/nouveau`}>Saisir un état</LinkButton> : null}
    />
  )
  if (acces.etat !== "ouvert") {
    return (
      <>
        {header}
        <AccesNotice acces={acces} path={home} />
      </>
    )
  }
  return (
    <>
      {header}
      <nav aria-label="Outils des redevances" className="print:hidden flex flex-wrap gap-x-6 gap-y-1">
        <a href={`${path}/imports`}>Importer un fichier</a>
        <a href={`${path}/deliberation`}>Délibération</a>
        <a href={`${path}/loyers`}>Loyers des fourreaux</a>
        <a href={`${path}/telecom`}>Budget télécom</a>
        <a href={`${path}/calendrier`}>Échéances à télécharger (ICS)</a>
        <a href="/moi/agenda">Les suivre dans mon agenda</a>
      </nav>
      <BilanFacts bilan={summarize(redevances.lignes, day)} today={day} />
      <ToDo redevances={redevances} collectivite={collectivite} path={path} today={day} />
      <Section title="Par année et par opérateur">
        {redevances.lignes.length === 0 ? (
          <EmptyState
            title="Aucun état du patrimoine pour le moment."
            action={<a href={`${path}/imports`}>Importer le fichier d’un opérateur</a>}
          >
            Demandez à chaque opérateur ce qu’il a dans la commune au 31 décembre, puis saisissez-le ici.
          </EmptyState>
        ) : (
          <RedevancesTable rows={redevances.lignes} href={(row) => `${path}/${row.annee}/${row.operateurId}`} />
        )}
      </Section>
      {territoire ? <EpciSection territoire={territoire} /> : null}
      <MandatSection collectivite={collectivite} mandat={mandat} decides={roles.includes("elu")} />
    </>
  )
}
