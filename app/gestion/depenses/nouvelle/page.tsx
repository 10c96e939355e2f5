import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listChoices } from "@/lib/partages/queries/depenses.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { DepenseForm } from "../_components/depense-form.tsx"

export const metadata: Metadata = { title: "Saisir une dépense" }

export default async function NouvelleDepensePage() {
  const ctx = await agentContext()
  const choices = await read(ctx, listChoices)
  return (
    <>
      <PageHeader title="Saisir une dépense" crumbs={[{ href: "/gestion/depenses", label: "Dépenses" }]} />
      <DepenseForm choices={choices} exercice={yearOf(today())} />
    </>
  )
}
