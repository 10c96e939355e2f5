import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listRegles } from "@/lib/documents/queries/file.ts"
import { DEPART_LABELS, GENRE_LABELS, GENRES, SORT_LABELS } from "@/lib/documents/types.ts"
import { formatCount } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Conservation des documents" }

const PATH = "/gestion/reglages/conservation"

export default async function ConservationPage() {
  const ctx = await agentContext()
  const regles = await read(ctx, listRegles)
  const ordered = GENRES.flatMap((genre) => regles.find((regle) => regle.genre === genre) ?? [])
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Réglages", href: "/gestion/reglages" }]}
        title="Conservation des documents"
        lede="Combien de temps chaque genre se garde, et ce qu’il devient ensuite. À convenir avec les archives départementales."
      />
      <Table
        caption="Durées de conservation"
        rows={ordered}
        rowKey={({ genre }) => genre}
        rowHref={ctx.role === "administrateur" ? ({ genre }) => `${PATH}/${genre}` : undefined}
        columns={[
          { key: "genre", header: "Genre", rowHeader: true, cell: ({ genre }) => GENRE_LABELS[genre] },
          { key: "duree", header: "Durée", nowrap: true, cell: ({ dureeAns }) => formatCount(dureeAns, "an") },
          { key: "depart", header: "À compter", cell: ({ depart }) => DEPART_LABELS[depart] },
          { key: "sort", header: "Sort final", cell: ({ sortFinal }) => SORT_LABELS[sortFinal] },
          { key: "source", header: "Source", cell: ({ source }) => <span className="text-sm">{source}</span> },
        ]}
      />
    </>
  )
}
