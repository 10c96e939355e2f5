import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { countImports, IMPORTS_PER_PAGE, type ImportRow, listImports } from "@/lib/reglements/queries/imports.ts"
import { pageFilter } from "@/lib/reglements/schema.ts"
import { ReglementsNav } from "../_components/reglements-nav.tsx"
import { UploadForm } from "../_components/upload-form.tsx"

export const metadata: Metadata = { title: "Fichiers du comptable" }

const PATH = "/gestion/reglements/imports"

const COLUMNS: readonly Column<ImportRow>[] = [
  { key: "nom", header: "Fichier", rowHeader: true, cell: (row) => row.nom },
  { key: "depose", header: "Déposé", nowrap: true, cell: (row) => formatInstant(row.deposeLe) },
  {
    key: "etat",
    header: "État",
    cell: (row) =>
      row.importId ? (
        <StateBadge tone="ok">enregistré</StateBadge>
      ) : (
        <StateBadge tone="attention">à vérifier</StateBadge>
      ),
  },
  {
    key: "ajoutees",
    header: "Paiements ajoutés",
    end: true,
    cell: (row) => (row.ajoutees === null ? "–" : formatInteger(row.ajoutees)),
  },
  {
    key: "doublons",
    header: "Déjà connus",
    end: true,
    cell: (row) => (row.doublons === null ? "–" : formatInteger(row.doublons)),
  },
  {
    key: "rejets",
    header: "Laissés de côté",
    end: true,
    cell: (row) => (row.rejets === null ? "–" : formatInteger(row.rejets.length)),
  },
  {
    key: "total",
    header: "Somme",
    end: true,
    cell: (row) => (row.total === null ? "–" : <Amount cents={row.total} />),
  },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReglementImportsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { page } = pageFilter.parse(params)
  const { rows, counted } = await read(ctx, async (tx) => ({
    rows: await listImports(tx, page),
    counted: await countImports(tx),
  }))
  return (
    <>
      <PageHeader
        title="Fichiers du comptable"
        crumbs={[{ href: "/gestion/reglements", label: "Règlements" }]}
        lede="Un fichier est d’abord lu et comparé : rien n’est ajouté avant que vous l’ayez vérifié. Le même fichier deux fois n’ajoute rien."
      />
      <ReglementsNav current={PATH} />
      {denial(ctx, "reglements.manage", new Date()) === null ? (
        <Section title="Importer un fichier">
          <UploadForm />
        </Section>
      ) : null}
      <Section title="Fichiers déposés">
        {rows.length > 0 ? (
          <Table
            caption="Fichiers déposés"
            columns={COLUMNS}
            rows={rows}
            rowKey={(row) => row.fichierId}
            rowHref={(row) => `${PATH}/${row.fichierId}`}
          />
        ) : (
          <EmptyState title="Aucun fichier">Demandez au comptable l’état des encaissements, au format CSV.</EmptyState>
        )}
        <Pagination
          path={PATH}
          params={params}
          page={page}
          pageSize={IMPORTS_PER_PAGE}
          counted={counted}
          singular="fichier"
        />
      </Section>
    </>
  )
}
