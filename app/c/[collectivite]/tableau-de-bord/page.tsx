import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listActes, TO_SIGN } from "@/lib/conventions/queries/actes.ts"
import { findSituation } from "@/lib/indicateurs/queries/situation.ts"
import type { Situation } from "@/lib/indicateurs/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { listDemandesAApprouver } from "@/lib/souscriptions/queries/demandes.ts"
import { KeyFacts } from "./_components/key-facts.tsx"
import { Neighbours } from "./_components/neighbours.tsx"
import { Pending } from "./_components/pending.tsx"
import { Spending } from "./_components/spending.tsx"
import { ToSign } from "./_components/to-sign.tsx"

export const metadata: Metadata = { title: "La situation" }

const ACTES = 5

export default async function TableauDeBordPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const lien = only(ctx)
  const day = today()
  const { situation, actes, avancements, demandes } = await read(ctx, async (tx) => ({
    situation: await findSituation(tx, lien, day),
    avancements: await listAvancements(tx, { collectiviteId: lien.collectiviteId }),
    demandes: await listDemandesAApprouver(tx, lien.collectiviteId),
    actes: await listActes(tx, { collectiviteId: lien.collectiviteId, etats: TO_SIGN, limit: ACTES }),
  }))
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        title={`${lien.nom}, la situation en une minute`}
        lede={`${adhesionWords(situation)} Chiffres du ${formatDay(day)}.`}
      />
      <KeyFacts situation={situation} path={path} today={day} />
      <ToSign actes={actes} path={path} today={day} />
      <Pending
        souscriptions={situation.souscriptions}
        avancements={avancements}
        demandes={demandes}
        ctx={ctx}
        path={path}
      />
      <div className="grid gap-8 lg:grid-cols-2 lg:gap-10">
        <Spending situation={situation} annee={yearOf(day)} />
        <Neighbours situation={situation} path={path} />
      </div>
    </>
  )
}

/** Membership that nobody knows is said to be invented, wherever it shows. */
function adhesionWords({ adhesion }: Situation): string {
  if (adhesion?.statut !== "adherent") return "Pas d’adhésion à ce jour."
  const invented = adhesion.synthetique ? " (adhésion fictive, pour la démonstration)" : ""
  return `Adhésion depuis le ${formatDay(adhesion.depuis)}${invented}.`
}
