import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { listDemandes } from "@/lib/souscriptions/queries/demandes.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { canChange, isOpenDemande } from "@/lib/souscriptions/rules/avenants.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { AskForm } from "./_components/ask-form.tsx"

export const metadata: Metadata = { title: "Demander un changement" }

/** Long enough for an approval and two signatures. */
const DAYS_TO_CHANGE = 30

type Props = { params: Promise<{ collectivite: string; souscription: string }> }

export default async function DemanderAvenantPage({ params }: Props) {
  const { collectivite, souscription: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const souscription = await findSouscription(tx, collectiviteId, id)
    return (
      souscription && {
        souscription,
        offered: (await findOffered(tx, souscription.service.slug, today()))?.options ?? [],
        demandes: await listDemandes(tx, { collectiviteId, souscriptionId: id }),
      }
    )
  })
  if (!found) notFound()
  const { souscription, offered, demandes } = found
  const path = `/c/${collectivite}/souscriptions`
  const asked = demandes.some(isOpenDemande)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Souscriptions", href: path },
          { label: souscription.service.nom, href: `${path}/${id}` },
        ]}
        title={`Demander un changement : ${souscription.service.nom}`}
        lede={`Pour ${nom}. L’opérateur en fait un avenant, que les deux parties signent : rien n’est engagé avant.`}
      />
      {canChange(souscription, offered) && !asked ? (
        <AskForm
          hidden={{
            ...{ collectivite, souscription: id, version: String(souscription.version) },
            optionsVues: vuesOf(offered),
          }}
          souscription={souscription}
          offered={offered}
          wished={addDays(today(), DAYS_TO_CHANGE)}
        />
      ) : (
        <Notice tone="attention" title={asked ? "Un changement est déjà demandé." : "Rien ne se change ici."}>
          <a href={`${path}/${id}`}>Voir où en est la souscription</a>
        </Notice>
      )}
    </>
  )
}
