import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { IndiceFacts } from "@/components/bal/indice-facts.tsx"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findLastDepot, findRapport, listCurrent, listVoies } from "@/lib/bal/queries/report.ts"
import { rapportFilter } from "@/lib/bal/schema.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { AnomaliesTable } from "./_components/anomalies-table.tsx"
import { CommunesTable } from "./_components/communes-table.tsx"
import { DepositForm } from "./_components/deposit-form.tsx"
import { LastDepotNotice } from "./_components/last-depot.tsx"
import { MapSection } from "./_components/map-section.tsx"
import { accesOf, territoireOf } from "./_components/open-adresses.ts"
import { RapportNotices } from "./_components/rapport-notices.tsx"
import { Beginnings, Tools } from "./_components/tools.tsx"
import { VoiesSection } from "./_components/voies-section.tsx"

export const metadata: Metadata = { title: "Adresses" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AdressesPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const query = listParams(await searchParams)
  const filter = rapportFilter.parse(query)
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const data = await read(ctx, async (tx) => {
    const territoire = await territoireOf(tx, ctx, filter.commune)
    const rapport = territoire.commune ? await findRapport(tx, collectiviteId, territoire.commune.id) : null
    return {
      ...territoire,
      rapport,
      acces: await accesOf(tx, ctx),
      depot: await findLastDepot(tx, collectiviteId),
      voies: rapport ? await listVoies(tx, collectiviteId, rapport.id, filter) : null,
      courantes: type === "epci" ? await listCurrent(tx, collectiviteId) : [],
    }
  })
  const { acces, depot, rapport, voies, commune, communes, courantes } = data
  if (filter.commune && !commune) notFound()
  const path = `/c/${collectivite}/adresses`
  const choice = type === "epci" && commune ? `?commune=${commune.publicId}` : ""
  const header = (
    <PageHeader
      title={type === "epci" && commune ? `Adresses de ${commune.nom}` : "Adresses"}
      crumbs={choice ? [{ label: "Adresses", href: path }] : undefined}
      lede={
        rapport
          ? `Version ${rapport.numero}, reçue le ${formatDay(dayInParis(rapport.depot.deposeLe))}.`
          : `La base adresse locale de ${nom} : ce qui empêcherait un logement d’être raccordé à la fibre, et quoi corriger d’abord.`
      }
    />
  )
  if (acces.etat !== "ouvert") {
    return (
      <>
        {header}
        <AccesNotice acces={acces} path={`/c/${collectivite}`} />
      </>
    )
  }
  return (
    <>
      {header}
      {depot ? <LastDepotNotice depot={depot} path={path} /> : null}
      {rapport && voies ? (
        <>
          <Tools path={path} commune={choice} member={type === "commune"} />
          <RapportNotices rapport={rapport} collectivite={collectivite} />
          <IndiceFacts {...rapport} />
          <Section title="Ce qui est à corriger">
            <AnomaliesTable rapport={rapport} path={path} params={query} />
          </Section>
          <VoiesSection {...{ voies, rapport, path }} params={query} page={filter.page} />
          <MapSection url={`${path}/points${choice}`} adresses={rapport.adresses} />
        </>
      ) : null}
      {rapport ? null : <Beginnings path={path} />}
      {type === "epci" && !commune ? <CommunesTable communes={communes} courantes={courantes} path={path} /> : null}
      {commune && type === "epci" ? null : (
        <Section title={rapport ? "Déposer une nouvelle version" : "Déposer votre fichier"}>
          <DepositForm collectivite={collectivite} />
        </Section>
      )}
    </>
  )
}
