import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { allMembreContext, membreContext } from "@/lib/access/request.ts"
import { findCoordonneesToDo } from "@/lib/collectivites/queries/coordonnees.ts"
import { listActes, TO_SIGN } from "@/lib/conventions/queries/actes.ts"
import { listInclus } from "@/lib/indicateurs/queries/situation.ts"
import { listWaiting } from "@/lib/personnes/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { listMesTitres } from "@/lib/reglements/queries/member.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { IncludedServices } from "./_components/included-services.tsx"
import { LastTitres } from "./_components/last-titres.tsx"
import { OtherCollectivites } from "./_components/other-collectivites.tsx"
import { Subscribed } from "./_components/subscribed.tsx"
import { WaitingTasks } from "./_components/waiting-tasks.tsx"

export const metadata: Metadata = { title: "Accueil" }

const TITRES = 3
const ACTES = 5

export default async function AccueilPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type, roles } = only(ctx)
  const path = `/c/${collectivite}`
  if (roles.every((role) => role === "elu")) redirect(`${path}/tableau-de-bord`)
  // One's other collectivités too, for what waits there; each query names the one it is about.
  const all = (await allMembreContext()) ?? ctx
  const others = all.liens.filter((lien) => lien.publicId !== collectivite)
  const { souscriptions, inclus, titres, waiting, avancements, coordonnees, actes } = await read(all, async (tx) => {
    const souscriptions = await listMemberSouscriptions(tx, collectiviteId)
    return {
      souscriptions,
      inclus: await listInclus(tx, type, souscriptions, today()),
      titres: await listMesTitres(tx, collectiviteId, { montre: "tous", page: 1 }),
      waiting: await listWaiting(tx, others),
      avancements: await listAvancements(tx, { collectiviteId }),
      coordonnees: await findCoordonneesToDo(tx, collectiviteId),
      actes: await listActes(tx, { collectiviteId, etats: TO_SIGN, limit: ACTES }),
    }
  })
  return (
    <>
      <PageHeader
        title={`Bonjour, voici ${nom}`}
        lede={others.length > 0 ? <OtherCollectivites waiting={waiting} /> : null}
      />
      <WaitingTasks
        souscriptions={souscriptions}
        avancements={avancements}
        titres={titres}
        actes={actes}
        coordonnees={coordonnees}
        path={path}
        today={today()}
      />
      <IncludedServices inclus={inclus} path={path} />
      <Subscribed souscriptions={souscriptions} path={path} />
      <LastTitres titres={titres.slice(0, TITRES)} path={path} />
    </>
  )
}
