import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listChoices } from "@/lib/partages/queries/depenses.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { EngagementForm } from "../../_components/engagement-form.tsx"

export const metadata: Metadata = { title: "Saisir un engagement" }

export default async function NouvelEngagementPage() {
  const ctx = await agentContext()
  const choices = await read(ctx, listChoices)
  return (
    <>
      <PageHeader
        title="Saisir un engagement"
        crumbs={[
          { href: "/gestion/depenses", label: "Dépenses" },
          { href: "/gestion/depenses/engagements", label: "Engagements" },
        ]}
        lede="Son montant est pris sur le budget tout de suite ; ses factures s’y rattachent quand elles arrivent."
      />
      <EngagementForm choices={choices} exercice={yearOf(today())} />
    </>
  )
}
