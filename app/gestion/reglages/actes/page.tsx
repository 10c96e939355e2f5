import type { Metadata } from "next"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findModele } from "@/lib/conventions/queries/sources.ts"
import { ACTE_GENRES, GENRE_LABELS } from "@/lib/conventions/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Modèles d’actes" }

export default async function ModelesPage() {
  const ctx = await agentContext()
  const modeles = await read(ctx, (tx) =>
    Promise.all(ACTE_GENRES.map(async (genre) => ({ genre, modele: await findModele(tx, genre, today()) }))),
  )
  return (
    <SettingsPage
      ctx={ctx}
      title="Modèles d’actes"
      lede="Les mots des chartes, des conventions et des avenants. Ce qui est établi garde les siens."
    >
      <Table
        caption="Modèles en vigueur"
        rows={modeles}
        rowKey={({ genre }) => genre}
        rowHref={({ genre }) => `/gestion/reglages/actes/${genre}`}
        columns={[
          { key: "genre", header: "Document", rowHeader: true, cell: ({ genre }) => GENRE_LABELS[genre] },
          { key: "titre", header: "Titre", cell: ({ modele }) => modele?.titre ?? "Aucun modèle en vigueur" },
          { key: "articles", header: "Articles", end: true, cell: ({ modele }) => modele?.articles.length ?? 0 },
          {
            key: "etat",
            header: "Validation",
            cell: ({ modele }) =>
              modele?.hypothese ? <StateBadge tone="attention">à faire valider</StateBadge> : modele ? "validé" : "–",
          },
        ]}
      />
    </SettingsPage>
  )
}
