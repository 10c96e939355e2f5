import type { Metadata } from "next"
import { MandatsTable } from "@/components/signatures/mandats-table.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { listAttached, listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isHolding } from "@/lib/signatures/rules.ts"
import { DelegateForm, RevokeForm } from "./_components/delegation-forms.tsx"

export const metadata: Metadata = { title: "Qui peut signer" }

export default async function MandatsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { mandats, personnes } = await read(ctx, async (tx) => ({
    mandats: await listMandats(tx, collectiviteId),
    personnes: await listAttached(tx, collectiviteId),
  }))
  const { personneId } = ctx.who
  const own = mandats.find((one) => one.genre === "mandat" && one.personneId === personneId && isHolding(one, today()))
  const others = personnes.filter(({ id }) => id !== personneId)
  const back = `/c/${collectivite}/mandats`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adhésion et conventions", href: `/c/${collectivite}/adhesion` }]}
        title="Qui peut signer"
        lede={`Mandats et délégations de signature pour ${nom}. Un mandat s’enregistre auprès de l’opérateur.`}
      />
      <MandatsTable
        mandats={mandats}
        day={today()}
        act={
          own
            ? (mandat) =>
                mandat.genre === "delegation" ? <RevokeForm collectivite={collectivite} mandat={mandat.id} /> : null
            : undefined
        }
      />
      {own && others.length > 0 ? (
        <DelegateForm collectivite={collectivite} personnes={others} who={ctx.who} back={back} />
      ) : null}
    </>
  )
}
