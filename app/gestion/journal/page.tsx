import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { FilterDate } from "@/components/ui/filter-date.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listHref, listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { journalFilter, listEvenements, listJournal } from "@/lib/access/journal.ts"
import { agentContext } from "@/lib/access/request.ts"
import { evenementLabel } from "../_components/evenements.ts"
import { JournalTable } from "./_components/journal-table.tsx"

export const metadata: Metadata = { title: "Journal" }

const PATH = "/gestion/journal"
const PAGE_SIZE = 100

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function JournalPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { avant, ...filter } = journalFilter.parse(params)
  const { rows, evenements } = await read(ctx, async (tx) => ({
    rows: await listJournal(tx, filter, PAGE_SIZE + 1, avant),
    evenements: await listEvenements(tx),
  }))
  const shown = rows.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  return (
    <>
      <PageHeader
        title="Journal"
        lede="Qui a fait quoi, quand, pour quelle collectivité. Personne ne peut y changer ni y effacer une ligne."
      />
      <div className="grid gap-4">
        <FilterBar path={PATH} params={params} filters={["evenement", "collectivite", "du", "au"]}>
          {params.collectivite ? <input type="hidden" name="collectivite" value={params.collectivite} /> : null}
          <FilterSelect
            name="evenement"
            label="Événement"
            params={params}
            empty="Tous"
            options={evenements.map((value) => ({ value, label: evenementLabel(value) }))}
          />
          <FilterDate name="du" label="Du" params={params} />
          <FilterDate name="au" label="Au" params={params} />
        </FilterBar>
        {shown.length > 0 ? (
          <JournalTable rows={shown} />
        ) : (
          <EmptyState title="Aucune ligne" action={<LinkButton href={PATH}>Voir tout le journal</LinkButton>}>
            Rien n’a été consigné pour ces filtres.
          </EmptyState>
        )}
        {rows.length > PAGE_SIZE && last ? (
          <p>
            <a rel="next" href={listHref(PATH, params, { avant: last.id })}>
              Lignes plus anciennes
            </a>
          </p>
        ) : null}
      </div>
    </>
  )
}
