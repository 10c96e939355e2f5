import type { Metadata } from "next"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams, PAGE } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { IMPORTS_PAGE, listImports } from "@/lib/imports/queries/imports.ts"
import { countManquants } from "@/lib/imports/queries/manquants.ts"
import { today } from "@/lib/platform/dates.ts"
import { GenreList } from "./_components/genre-list.tsx"
import { ImportsTable } from "./_components/imports-table.tsx"
import { MissingFigures } from "./_components/missing-figures.tsx"

export const metadata: Metadata = { title: "Imports" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ImportsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const page = Math.max(1, Math.min(1000, Number.parseInt(params[PAGE] ?? "1", 10) || 1))
  const { imports, manquants } = await read(ctx, async (tx) => ({
    imports: await listImports(tx, page),
    manquants: await countManquants(tx, today()),
  }))
  const allowed = denial(ctx, "imports.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title="Imports"
        lede="Un fichier est d’abord lu et comparé à la base ; rien ne change avant votre accord."
      />
      <GenreList allowed={allowed} />
      <Section
        title="Ce qui manque aux membres"
        action={
          allowed && manquants.incomplets > 0 ? (
            <LinkButton href="/gestion/imports/manquants">Exporter les membres à compléter</LinkButton>
          ) : null
        }
      >
        <MissingFigures counts={manquants} />
      </Section>
      <Section title="Imports passés">
        <ImportsTable rows={imports.rows} />
        <Pagination
          path="/gestion/imports"
          params={params}
          page={page}
          pageSize={IMPORTS_PAGE}
          counted={imports.counted}
          singular="import"
        />
      </Section>
    </>
  )
}
