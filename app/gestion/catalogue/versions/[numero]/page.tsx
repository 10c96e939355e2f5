import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ChangementsList } from "@/components/catalogue/changements-list.tsx"
import { fichierHref } from "@/components/catalogue/document-links.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findVersion } from "@/lib/catalogue/queries/versions.ts"
import { compareVersions, type FichierAnnexe, fichiersOf, type ServicePublie } from "@/lib/catalogue/rules/versions.ts"
import { MATURITE_LABELS, TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Une version du catalogue" }

export default async function VersionPage({ params }: { params: Promise<{ numero: string }> }) {
  const ctx = await agentContext()
  const { numero: text } = await params
  const numero = /^\d{1,6}$/.test(text) ? Number(text) : 0
  const { version, before } = await read(ctx, async (tx) => ({
    version: await findVersion(tx, numero),
    before: await findVersion(tx, numero - 1),
  }))
  if (!version) notFound()
  const fichiers = fichiersOf(version.services)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: "Versions", href: "/gestion/catalogue/versions" },
        ]}
        title={version.libelle}
        lede={`Version ${version.numero}, en vigueur depuis le ${formatDay(version.depuis)}.`}
        action={<a href={`/gestion/catalogue/versions/${version.numero}/export`}>Exporter (CSV)</a>}
      />
      <DescriptionList
        items={[
          { label: "Publiée", value: formatInstant(version.publieeLe) },
          { label: "Empreinte", value: <code className="break-all text-sm">{version.empreinte}</code> },
          ...(version.note ? [{ label: "À retenir", value: version.note }] : []),
        ]}
      />
      {before ? (
        <Section title={`Ce qui change depuis « ${before.libelle} »`}>
          <ChangementsList changements={compareVersions(before.services, version.services)} />
        </Section>
      ) : null}
      <Section title="Services de cette version">
        <Table
          caption="Services de cette version"
          rows={version.services}
          rowKey={({ slug }) => slug}
          columns={COLUMNS}
        />
      </Section>
      {fichiers.length > 0 ? (
        <Section title="Documents annexés">
          <Table
            caption="Documents annexés"
            rows={fichiers}
            rowKey={({ fichier }) => fichier}
            columns={FICHIER_COLUMNS}
          />
        </Section>
      ) : null}
    </>
  )
}

const COLUMNS = [
  { key: "nom", header: "Service", rowHeader: true, cell: ({ nom }: ServicePublie) => nom },
  { key: "pilier", header: "Domaine", cell: ({ pilier }: ServicePublie) => pilier },
  { key: "mode", header: "Coût", cell: ({ mode }: ServicePublie) => TARIF_MODE_LABELS[mode] },
  { key: "maturite", header: "Maturité", cell: ({ maturite }: ServicePublie) => MATURITE_LABELS[maturite] },
]

const FICHIER_COLUMNS = [
  {
    key: "titre",
    header: "Document",
    rowHeader: true,
    cell: ({ titre, nom, fichier }: FichierAnnexe) => (
      <>
        {titre} : <a href={fichierHref(fichier)}>{nom}</a>
      </>
    ),
  },
  { key: "service", header: "Service", cell: ({ service }: FichierAnnexe) => service },
  {
    key: "version",
    header: "Version",
    cell: ({ version, dateLe }: FichierAnnexe) => `${version}, du ${formatDay(dateLe)}`,
  },
  {
    key: "empreinte",
    header: "Empreinte SHA-256",
    cell: ({ empreinte }: FichierAnnexe) => <code className="break-all text-xs">{empreinte}</code>,
  },
]
