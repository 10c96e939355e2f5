import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { retryGenerationAction } from "@/lib/conventions/actions.ts"
import { type LigneRow, listGenerations, listLignes } from "@/lib/conventions/queries/generations.ts"
import { GENRE_LABELS, LIGNE_LABELS } from "@/lib/conventions/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { LiveProgress } from "./_components/live-progress.tsx"

export const metadata: Metadata = { title: "Une génération d’actes" }

const MOST = 1000

const TONES = { a_faire: "info", faite: "ok", ecartee: "attention", echec: "danger" } as const

const COLUMNS: readonly Column<LigneRow>[] = [
  {
    key: "nom",
    header: "Collectivité",
    rowHeader: true,
    cell: ({ nom, publicId }) => <a href={`/gestion/collectivites/${publicId}`}>{nom}</a>,
  },
  {
    key: "acte",
    header: "Acte",
    nowrap: true,
    cell: ({ acteId, numero }) => (acteId ? <a href={`/gestion/actes/${acteId}`}>{numero}</a> : "–"),
  },
  {
    key: "etat",
    header: "État",
    cell: ({ etat }) => <StateBadge tone={TONES[etat]}>{LIGNE_LABELS[etat]}</StateBadge>,
  },
  { key: "motif", header: "Pourquoi", cell: ({ motif }) => motif ?? "" },
]

export default async function GenerationPage({ params }: { params: Promise<{ generation: string }> }) {
  const ctx = await agentContext()
  const { generation: id } = await params
  if (!isIdentifier(id)) notFound()
  const { generation, lignes } = await read(ctx, async (tx) => ({
    generation: (await listGenerations(tx, id))[0],
    lignes: await listLignes(tx, id, MOST),
  }))
  if (!generation) notFound()
  const { genre, motif, creeLe, par, ...counts } = generation
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Actes à signer", href: "/gestion/actes" },
          { label: "Tous les membres", href: "/gestion/actes/generations" },
        ]}
        title={`${GENRE_LABELS[genre]} : ${motif}`}
        lede={`Lancée le ${formatInstant(creeLe)}${par ? ` par ${par}` : ""}.`}
      />
      <LiveProgress generation={id} initial={counts} />
      {counts.echecs > 0 ? (
        <Form action={retryGenerationAction} hidden={{ generation: id }} aria-label="Reprendre les échecs">
          <div>
            <SubmitButton pending="…">Reprendre les actes en échec</SubmitButton>
          </div>
        </Form>
      ) : null}
      <Section title="Acte par acte">
        <Table
          caption="Les actes, ceux qui demandent quelqu’un d’abord"
          columns={COLUMNS}
          rows={lignes}
          rowKey={(row) => row.id}
        />
      </Section>
    </>
  )
}
