import type { Metadata } from "next"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listChoices } from "@/lib/partages/queries/depenses.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { DepenseForm } from "../_components/depense-form.tsx"

export const metadata: Metadata = { title: "Saisir une dépense" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Opened from an engagement, the form begins with it. */
export default async function NouvelleDepensePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const { engagement } = listParams(await searchParams)
  const choices = await read(ctx, listChoices)
  const known = choices.engagements.find(({ id }) => id === engagement)
  return (
    <>
      <PageHeader title="Saisir une dépense" crumbs={[{ href: "/gestion/depenses", label: "Dépenses" }]} />
      <DepenseForm choices={choices} exercice={known?.exercice ?? yearOf(today())} engagement={known?.id} />
    </>
  )
}
