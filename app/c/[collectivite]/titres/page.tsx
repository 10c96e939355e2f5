import type { Metadata } from "next"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import { findCompte } from "@/lib/reglements/queries/compte.ts"
import { countMesTitres, listMesTitres, MES_TITRES_PER_PAGE, type MonTitre } from "@/lib/reglements/queries/member.ts"
import { mesTitresFilter } from "@/lib/reglements/schema.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { NATURE_LABELS } from "@/lib/titres/types.ts"

export const metadata: Metadata = { title: "Titres à payer" }

const COLUMNS: readonly Column<MonTitre>[] = [
  { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, cell: titreReference },
  {
    key: "objet",
    header: "Objet",
    cell: (row) => (
      <>
        {row.nature === "recette" ? row.objet : `${NATURE_LABELS[row.nature].document} : ${row.objet}`}
        {row.question ? (
          <span className="block">
            <StateBadge tone="info">question envoyée</StateBadge>
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: "echeance",
    header: "À payer avant le",
    nowrap: true,
    cell: (row) => (row.nature === "recette" ? formatShortDay(row.echeance) : "–"),
  },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: (row) => <Amount cents={row.nature === "recette" ? row.montant : -row.montant} />,
  },
  {
    key: "reste",
    header: "Reste à payer",
    end: true,
    cell: (row) => (row.nature === "recette" ? <Amount cents={row.reste > 0n ? row.reste : 0n} /> : "–"),
  },
  {
    key: "etat",
    header: "État",
    cell: (row) => (row.nature === "recette" ? <TitreBadge etat={row.etat} /> : <StateBadge>déduit</StateBadge>),
  },
  {
    key: "document",
    header: "Document",
    cell: (row) =>
      row.documentId ? (
        <a href={`/api/documents/${row.documentId}`}>
          PDF<span className="sr-only"> du titre n° {titreReference(row)}</span>
        </a>
      ) : (
        "se prépare"
      ),
  },
]

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TitresPage({ params, searchParams }: Props) {
  const ctx = await membreContext((await params).collectivite)
  const { collectiviteId, publicId } = only(ctx)
  const list = listParams(await searchParams)
  const filter = mesTitresFilter.parse(list)
  const { rows, counted, compte } = await read(ctx, async (tx) => ({
    rows: await listMesTitres(tx, collectiviteId, filter),
    counted: await countMesTitres(tx, collectiviteId, filter),
    compte: await findCompte(tx, collectiviteId, today()),
  }))
  const path = `/c/${publicId}/titres`
  const due = compte.du + compte.credit
  return (
    <>
      <PageHeader
        title="Titres à payer"
        lede="Ce que vous devez à l’opérateur, comment c’est calculé, et le document de chaque titre."
        action={<a href={`${path}/compte`}>Extrait de compte</a>}
      />
      <Facts label="Où vous en êtes">
        <Fact value={<Amount cents={due} />} label="à payer">
          {due === 0n
            ? "Vous êtes à jour."
            : compte.enRetard > 0n
              ? `dont ${formatAmount(compte.enRetard)} en retard`
              : "rien n’est en retard"}
        </Fact>
        <Fact value={<Amount cents={compte.regle} />} label="déjà payés">
          reçus par le comptable public
        </Fact>
        {compte.credit > 0n ? (
          <Fact value={<Amount cents={compte.credit} />} label="payés en trop">
            à reporter ou à vous rembourser
          </Fact>
        ) : null}
      </Facts>
      <FilterBar path={path} params={list} filters={["montre"]}>
        <FilterSelect
          name="montre"
          label="Montrer"
          params={list}
          empty="Tous les titres"
          options={[{ value: "a_payer", label: "À payer" }]}
        />
      </FilterBar>
      {rows.length > 0 ? (
        <Table
          caption="Titres"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `${path}/${row.id}`}
        />
      ) : filter.montre === "a_payer" ? (
        <EmptyState title="Plus rien à payer">Tous vos titres sont réglés.</EmptyState>
      ) : (
        <EmptyState title="Aucun titre pour le moment">
          Vous serez prévenu par message dès qu’un titre sera émis.
        </EmptyState>
      )}
      <Pagination
        path={path}
        params={list}
        page={filter.page}
        pageSize={MES_TITRES_PER_PAGE}
        counted={counted}
        singular="titre"
      />
    </>
  )
}
