import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findDepense, listChoices } from "@/lib/partages/queries/depenses.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { DepenseForm } from "../_components/depense-form.tsx"

export const metadata: Metadata = { title: "Dépense" }

type Props = { params: Promise<{ depense: string }> }

export default async function DepensePage({ params }: Props) {
  const ctx = await agentContext()
  const { depense: id } = await params
  if (!isIdentifier(id)) notFound()
  const { depense, choices } = await read(ctx, async (tx) => ({
    depense: await findDepense(tx, id),
    choices: await listChoices(tx),
  }))
  if (!depense) notFound()
  const { partage } = depense
  return (
    <>
      <PageHeader
        title={depense.libelle}
        crumbs={[{ href: "/gestion/depenses", label: "Dépenses" }]}
        action={
          depense.fichierId ? (
            <LinkButton href={`/gestion/depenses/${id}/justificatif`}>Ouvrir le justificatif</LinkButton>
          ) : undefined
        }
      />
      {partage ? (
        <Notice>
          Cette dépense est répartie par <a href={`/gestion/partages/${partage.id}`}>{partage.libelle}</a>
          {partage.etat === "brouillon" ? "." : " : elle ne se corrige plus tant que ce partage est validé."}
        </Notice>
      ) : null}
      <DepenseForm choices={choices} exercice={depense.exercice} depense={depense} />
    </>
  )
}
