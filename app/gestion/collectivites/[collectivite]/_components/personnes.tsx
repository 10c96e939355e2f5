import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { DossierRattachement } from "@/lib/collectivites/queries/dossier.ts"
import { fromDatabase, today } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

/** `path` is the address of the file: each person has a page under it. */
export function Personnes({ rattachements, path }: { rattachements: readonly DossierRattachement[]; path: string }) {
  return (
    <Section title="Personnes">
      {rattachements.length === 0 ? (
        <p className="text-muted">
          Personne n’agit encore pour cette collectivité. La première demande passe par un code envoyé à son courriel
          officiel.
        </p>
      ) : (
        <Table
          caption="Personnes rattachées"
          rows={rattachements}
          rowKey={({ id }) => id}
          columns={[
            { key: "nom", header: "Personne", rowHeader: true, cell: (row) => nameOf(row, path) },
            { key: "fonction", header: "Fonction", cell: ({ fonction }) => fonction },
            { key: "role", header: "Rôle", cell: ({ role }) => ROLES[role] },
            {
              key: "depuis",
              header: "Depuis",
              nowrap: true,
              cell: ({ depuis }) => formatShortDay(fromDatabase(depuis)),
            },
            { key: "etat", header: "État", cell: stateOf },
          ]}
        />
      )}
    </Section>
  )
}

function nameOf({ id, nom, genre, courriel }: DossierRattachement, path: string) {
  return (
    <>
      <a href={`${path}/personnes/${id}`}>{nom}</a>
      {genre === "boite" ? " (boîte partagée)" : ""}
      <span className="block text-muted text-sm">{courriel}</span>
    </>
  )
}

const ROLES = { secretaire: "prépare", elu: "approuve", administrateur: "administre l’équipe" } as const

function stateOf({ jusqua }: DossierRattachement) {
  const end = jusqua && fromDatabase(jusqua)
  if (end === null || end > today()) return <StateBadge tone="ok">en cours</StateBadge>
  return <StateBadge>terminé</StateBadge>
}
