import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { DENIALS, denial } from "@/lib/access/rights.ts"
import { importGenre } from "@/lib/imports/schema.ts"
import { GENRE_LABELS } from "@/lib/imports/types.ts"
import { ColumnsTable } from "./_components/columns-table.tsx"
import { UploadForm } from "./_components/upload-form.tsx"

export const metadata: Metadata = { title: "Importer un fichier" }

export default async function NouvelImportPage({ params }: { params: Promise<{ genre: string }> }) {
  const ctx = await agentContext()
  const genre = importGenre.safeParse((await params).genre)
  if (!genre.success) return notFound()
  const refused = denial(ctx, "imports.manage", new Date())
  const { title, does } = GENRE_LABELS[genre.data]
  return (
    <>
      <PageHeader title={`Importer : ${title}`} lede={does} crumbs={[{ label: "Imports", href: "/gestion/imports" }]} />
      {refused ? <Notice tone="attention">{DENIALS[refused]}</Notice> : <UploadForm genre={genre.data} />}
      <Section
        title="Colonnes attendues"
        action={
          <a href={`/gestion/imports/modeles/${genre.data}`} download className="py-1">
            Télécharger le modèle (CSV)
          </a>
        }
      >
        <ColumnsTable genre={genre.data} />
      </Section>
    </>
  )
}
