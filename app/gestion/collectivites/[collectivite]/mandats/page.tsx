import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { MandatsTable } from "@/components/signatures/mandats-table.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findCollectivitePublique } from "@/lib/collectivites/queries/public-register.ts"
import { today } from "@/lib/platform/dates.ts"
import { listAttached, listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isHolding } from "@/lib/signatures/rules.ts"
import { EndForm, RecordForm } from "./_components/mandat-forms.tsx"

export const metadata: Metadata = { title: "Mandats" }

export default async function MandatsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const page = await read(ctx, async (tx) => {
    const body = await findCollectivitePublique(tx, collectivite)
    return body && { body, mandats: await listMandats(tx, body.id), personnes: await listAttached(tx, body.id) }
  })
  if (!page) notFound()
  const { body, mandats, personnes } = page
  const holding = mandats.filter((mandat) => mandat.genre === "mandat" && isHolding(mandat, today()))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: "/gestion/collectivites" },
          { label: body.nom, href: `/gestion/collectivites/${collectivite}` },
        ]}
        title="Qui peut signer"
        lede={`Mandats et délégations de signature pour ${body.nom}. Ce qui a été signé reste valable après leur fin.`}
      />
      <MandatsTable mandats={mandats} day={today()} />
      <div className="grid gap-8 lg:grid-cols-2">
        <RecordForm
          collectivite={collectivite}
          personnes={personnes.map(({ id, nom, fonction }) => ({ value: id, label: `${nom}, ${fonction}` }))}
        />
        {holding.length > 0 ? <EndForm collectivite={collectivite} mandats={holding} day={today()} /> : null}
      </div>
    </>
  )
}
