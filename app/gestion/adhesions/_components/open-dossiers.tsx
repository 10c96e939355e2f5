import { DossierBadge } from "@/components/adhesions/dossier-badge.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { OpenDossier } from "@/lib/adhesions/queries/dossier-page.ts"
import { formatInstant } from "@/lib/platform/format.ts"

const COLUMNS: readonly Column<OpenDossier>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: ({ nom }) => nom },
  { key: "etat", header: "État", cell: ({ etat }) => <DossierBadge etat={etat} /> },
  { key: "dernier", header: "Dernière étape", cell: ({ dernier }) => dernier },
  { key: "depuis", header: "Le", nowrap: true, cell: ({ depuis }) => formatInstant(depuis) },
]

export const OpenDossiers = ({ dossiers }: { dossiers: readonly OpenDossier[] }) =>
  dossiers.length === 0 ? null : (
    <Section title="Dossiers en cours">
      <Table
        caption="Dossiers d’adhésion en cours"
        columns={COLUMNS}
        rows={dossiers}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/gestion/adhesions/dossiers/${id}`}
      />
    </Section>
  )
