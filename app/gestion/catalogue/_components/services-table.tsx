import { Prix } from "@/components/catalogue/prix.tsx"
import { ServiceEtatBadge } from "@/components/catalogue/service-etat-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { ManagedService } from "@/lib/catalogue/queries/manage.ts"
import { MATURITE_LABELS, TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

const COLUMNS: readonly Column<ManagedService>[] = [
  { key: "nom", header: "Service", rowHeader: true, cell: ({ nom }) => nom },
  { key: "pilier", header: "Pilier", cell: ({ pilier }) => pilier },
  { key: "prix", header: "Tarification", cell: priceCell },
  { key: "maturite", header: "Maturité", cell: ({ maturite }) => MATURITE_LABELS[maturite] },
  {
    key: "souscriptions",
    header: "Souscriptions",
    end: true,
    cell: ({ souscriptions }) => formatInteger(souscriptions),
  },
  { key: "etat", header: "État", cell: ({ etat }) => <ServiceEtatBadge etat={etat} /> },
]

function priceCell({ mode, prixUnitaire, unite, periodicite, parBande }: ManagedService) {
  if (prixUnitaire === null || unite === null || periodicite === null) return TARIF_MODE_LABELS[mode]
  if (parBande) return `Par tranche de population, par ${unite}`
  return <Prix prixUnitaire={prixUnitaire} unite={unite} periodicite={periodicite} />
}

export function ServicesTable({ path, services }: { path: string; services: readonly ManagedService[] }) {
  return (
    <Table
      caption="Services du catalogue"
      columns={COLUMNS}
      rows={services}
      rowKey={({ slug }) => slug}
      rowHref={({ slug }) => `${path}/${slug}`}
    />
  )
}
