import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listExceptions } from "@/lib/bal/queries/corrections.ts"
import { findRapport } from "@/lib/bal/queries/report.ts"
import { choixOf, communeOf, crumbOf } from "../_components/choix.ts"
import { ExceptionItem } from "./_components/exception-item.tsx"

export const metadata: Metadata = { title: "Exceptions" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ExceptionsPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const choix = await choixOf(searchParams)
  const { collectiviteId } = only(ctx)
  const { commune, exceptions, rapport } = await read(ctx, async (tx) => {
    const found = await communeOf(tx, ctx, choix)
    return {
      commune: found,
      exceptions: await listExceptions(tx, collectiviteId, found.id),
      rapport: await findRapport(tx, collectiviteId, found.id),
    }
  })
  return (
    <>
      <PageHeader
        crumbs={[crumbOf(ctx, commune).crumb]}
        title="Exceptions"
        lede="Ce qui a été marqué « pas une erreur » : le portail ne le signale plus, même dans les versions suivantes."
      />
      {exceptions.length === 0 ? (
        <EmptyState title="Aucune exception.">
          Ouvrez une voie du rapport pour marquer une anomalie « pas une erreur ».
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {exceptions.map((exception) => (
            <ExceptionItem
              key={exception.id}
              {...{ exception, collectivite }}
              libelle={rapport?.niveaux[exception.code]?.libelle ?? exception.code}
            />
          ))}
        </ul>
      )}
    </>
  )
}
