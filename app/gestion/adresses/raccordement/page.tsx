import type { Metadata } from "next"
import { SIGNALEMENT_TONES } from "@/components/bal/tones.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listAllSignalements } from "@/lib/bal/queries/suivi.ts"
import { type BalSignalementEtat, SIGNALEMENT_ETATS, SIGNALEMENT_GENRES } from "@/lib/bal/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Problèmes de raccordement" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RaccordementDeskPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const etat = Object.hasOwn(SIGNALEMENT_ETATS, params.etat ?? "") ? (params.etat as BalSignalementEtat) : undefined
  const rows = await read(ctx, (tx) => listAllSignalements(tx, etat))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: "/gestion/adresses" }]}
        title="Problèmes de raccordement"
        lede="Déclarés par les communes, à transmettre à l’opérateur du réseau et à suivre jusqu’à leur résolution."
      />
      <FilterBar path="/gestion/adresses/raccordement" params={params} filters={["etat"]}>
        <FilterSelect
          name="etat"
          label="État"
          params={params}
          options={Object.entries(SIGNALEMENT_ETATS).map(([value, label]) => ({ value, label }))}
          empty="Tous"
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title="Aucun problème déclaré." />
      ) : (
        <Table
          caption="Problèmes de raccordement"
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/adresses/raccordement/${id}`}
          columns={[
            { key: "adresse", header: "Adresse", rowHeader: true, cell: ({ adresse }) => adresse },
            { key: "commune", header: "Collectivité", cell: ({ collectivite }) => collectivite },
            { key: "genre", header: "Nature", cell: ({ genre }) => SIGNALEMENT_GENRES[genre] },
            {
              key: "le",
              header: "Déclaré le",
              nowrap: true,
              cell: ({ declareLe }) => formatShortDay(dayInParis(declareLe)),
            },
            { key: "reference", header: "Référence", cell: ({ reference }) => reference ?? "–" },
            {
              key: "etat",
              header: "État",
              cell: ({ etat: e }) => <StateBadge tone={SIGNALEMENT_TONES[e]}>{SIGNALEMENT_ETATS[e]}</StateBadge>,
            },
          ]}
        />
      )}
    </>
  )
}
