import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listModules, type ModuleRow } from "@/lib/outils/queries/outils.ts"
import { formatInstant, formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Outils du pack" }

export default async function OutilsPage() {
  const ctx = await agentContext()
  const modules = await read(ctx, listModules)
  return (
    <>
      <PageHeader title="Outils du pack" lede="Qui les a, qui s’en sert, ce qui est perturbé et ce qui va s’arrêter." />
      <Table
        caption="Outils du pack"
        rows={modules}
        rowKey={({ slug }) => slug}
        rowHref={({ slug }) => `/gestion/outils/${slug}`}
        columns={COLUMNS}
      />
    </>
  )
}

const COLUMNS = [
  { key: "nom", header: "Outil", rowHeader: true, cell: ({ nom }: ModuleRow) => nom },
  { key: "service", header: "En service", end: true, cell: ({ enService }: ModuleRow) => formatInteger(enService) },
  { key: "utilise", header: "Déjà utilisé", end: true, cell: ({ utilise }: ModuleRow) => formatInteger(utilise) },
  {
    key: "certificats",
    header: "Certificats à renouveler",
    end: true,
    cell: ({ certificats }: ModuleRow) => formatInteger(certificats),
  },
  {
    key: "reprises",
    header: "Comptes à reprendre",
    end: true,
    cell: ({ reprises }: ModuleRow) => formatInteger(reprises),
  },
  {
    key: "sorties",
    header: "Déconnexions non reçues",
    end: true,
    cell: ({ sortiesTues }: ModuleRow) => formatInteger(sortiesTues),
  },
  { key: "perturbation", header: "Aujourd’hui", cell: ({ perturbation }: ModuleRow) => perturbation ?? "normal" },
  {
    key: "arret",
    header: "Prochain arrêt",
    cell: ({ prochainArret }: ModuleRow) => (prochainArret ? formatInstant(prochainArret) : "–"),
  },
]
