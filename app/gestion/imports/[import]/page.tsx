import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { listParams, PAGE } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findEffetPopulations } from "@/lib/imports/queries/effet-populations.ts"
import { findImport, LIGNES_PAGE, listLignes } from "@/lib/imports/queries/imports.ts"
import { lignesFilter } from "@/lib/imports/schema.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { EtatBadge } from "../_components/etat-badge.tsx"
import { ApplySection } from "./_components/apply-section.tsx"
import { Bilan } from "./_components/bilan.tsx"
import { CheckSection } from "./_components/check-section.tsx"
import { EffetPopulations } from "./_components/effet-populations.tsx"
import { LinesSection } from "./_components/lines-section.tsx"

export const metadata: Metadata = { title: "Aperçu d’un import" }

type Props = {
  params: Promise<{ import: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageNumber = (text: string | undefined) => Math.max(1, Math.min(1000, Number.parseInt(text ?? "1", 10) || 1))

export default async function ImportPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { import: id } = await params
  const search = listParams(await searchParams)
  const page = pageNumber(search[PAGE])
  const verification = pageNumber(search.verification)
  const found = await read(ctx, async (tx) => {
    const file = await findImport(tx, id)
    if (!file) return null
    const lignes = await listLignes(tx, file.id, lignesFilter(search.lignes), { number: page, size: LIGNES_PAGE })
    const toCheck = { number: verification, size: LIGNES_PAGE }
    const { population } = file.parametres
    const effet = population && file.etat === "apercu" ? await findEffetPopulations(tx, file.id, population) : null
    return { file, lignes, effet, aVerifier: await listLignes(tx, file.id, { aVerifier: true }, toCheck) }
  })
  if (!found) return notFound()
  const { file, lignes, effet, aVerifier } = found
  const effets = effet?.parLigne ?? null
  const canAct = file.etat === "apercu" && denial(ctx, "imports.manage", new Date()) === null
  const path = `/gestion/imports/${file.id}`
  return (
    <>
      <PageHeader
        title={file.fichierNom}
        state={<EtatBadge etat={file.etat} />}
        lede={`Déposé le ${formatInstant(file.creeLe)}${file.creePar ? ` par ${file.creePar}` : ""}.`}
        crumbs={[{ label: "Imports", href: "/gestion/imports" }]}
      />
      <Bilan file={file} path={path} />
      {effet && file.parametres.population ? (
        <EffetPopulations effet={effet} population={file.parametres.population} />
      ) : null}
      {canAct ? (
        <CheckSection file={file} lignes={aVerifier} effets={effets} page={verification} path={path} params={search} />
      ) : null}
      {canAct ? <ApplySection file={file} /> : null}
      {file.etat === "abandonne" ? null : (
        <LinesSection file={file} lignes={lignes} effets={effets} page={page} path={path} params={search} />
      )}
    </>
  )
}
