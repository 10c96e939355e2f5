import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { sentence } from "@/lib/platform/result.ts"
import { compareFile } from "@/lib/reglements/commands/import.ts"
import { findImportFile, findImportRow } from "@/lib/reglements/queries/imports.ts"
import { pageFilter } from "@/lib/reglements/schema.ts"
import { FILE_REFUSALS } from "@/lib/reglements/types.ts"
import { ApplySection } from "./_components/apply-section.tsx"
import { Result } from "./_components/result.tsx"
import { RowsSection } from "./_components/rows-section.tsx"

export const metadata: Metadata = { title: "Fichier du comptable" }

type Props = {
  params: Promise<{ fichier: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReglementImportPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { fichier: id } = await params
  const search = listParams(await searchParams)
  const { page } = pageFilter.parse(search)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const file = await findImportFile(tx, id)
    if (!file) return null
    const done = file.importId ? await findImportRow(tx, file.importId) : null
    return { file, done, apercu: done ? null : ((await compareFile(tx, id))?.apercu ?? null) }
  })
  if (!found) notFound()
  const { file, done, apercu } = found
  const allowed = denial(ctx, "reglements.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title={file.nom}
        state={
          done ? <StateBadge tone="ok">enregistré</StateBadge> : <StateBadge tone="attention">à vérifier</StateBadge>
        }
        crumbs={[
          { href: "/gestion/reglements", label: "Règlements" },
          { href: "/gestion/reglements/imports", label: "Fichiers du comptable" },
        ]}
        lede={`Déposé le ${formatInstant(file.deposeLe)}${done?.par ? `, enregistré par ${done.par}` : ""}.`}
      />
      {done ? <Result row={done} /> : null}
      {apercu && !apercu.ok ? (
        <Notice tone="danger">{sentence(FILE_REFUSALS[apercu.refusal], apercu.details)}</Notice>
      ) : null}
      {apercu?.ok ? (
        <>
          <ApplySection fichier={id} apercu={apercu.value} allowed={allowed} />
          <RowsSection path={`/gestion/reglements/imports/${id}`} params={search} page={page} apercu={apercu.value} />
        </>
      ) : null}
    </>
  )
}
