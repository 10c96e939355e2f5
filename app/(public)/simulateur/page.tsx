import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findSimulation } from "@/lib/adhesions/queries/simulation.ts"
import { searchCollectivites } from "@/lib/collectivites/queries/public-register.ts"
import { SIMULATED_TYPES } from "@/lib/collectivites/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { CommuneSearch } from "../_components/commune-search.tsx"
import { SearchResults } from "./_components/search-results.tsx"
import { SimulationView } from "./_components/simulation-view.tsx"

export const metadata: Metadata = { title: "Ce que coûte et apporte l’adhésion" }

const SHOWN = 20

type Search = { q?: string | string[]; collectivite?: string | string[]; demande?: string | string[] }

export default async function SimulateurPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const [typed, publicId] = [one(search.q), one(search.collectivite)]
  const { simulation, found } = await read(PUBLIC, async (tx) => ({
    simulation: publicId ? await findSimulation(tx, publicId, today()) : null,
    found: typed ? await searchCollectivites(tx, typed, SIMULATED_TYPES, SHOWN) : [],
  }))
  if (simulation) return <SimulationView simulation={simulation} sent={one(search.demande) === "recue"} />
  if (publicId) notFound()
  const [only, second] = found
  if (only && !second) redirect(`/simulateur?collectivite=${only.publicId}`)
  return (
    <>
      <PageHeader
        title="Ce que coûte et apporte l’adhésion"
        lede="Cherchez votre commune ou votre intercommunalité : le montant s’affiche aussitôt, sans engagement."
      />
      <CommuneSearch typed={typed} />
      {typed ? <SearchResults typed={typed} found={found} limit={SHOWN} /> : null}
    </>
  )
}

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""))
