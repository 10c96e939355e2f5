import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { priceIn } from "@/lib/catalogue/rules/grille.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { sentence } from "@/lib/platform/result.ts"
import { findEligibility } from "@/lib/souscriptions/queries/eligibility.ts"
import { firstEtat, tarifOf } from "@/lib/souscriptions/rules/life.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { SOUSCRIPTION_REFUSALS } from "@/lib/souscriptions/types.ts"
import { Announcement } from "./_components/announcement.tsx"
import { OrderForm } from "./_components/order-form.tsx"
import { SubscribeForm } from "./_components/subscribe-form.tsx"

export const metadata: Metadata = { title: "Souscrire un service" }

/** Long enough for an approval and an opening. */
const DAYS_TO_START = 30

type Props = { params: Promise<{ collectivite: string; service: string }> }

export default async function SouscrirePage({ params }: Props) {
  const { collectivite, service: slug } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const day = today()
  const found = await read(ctx, async (tx) => {
    const service = await findOffered(tx, slug, day)
    return service && { service, ...(await findEligibility(tx, service, { collectiviteId, type }, day)) }
  })
  if (!found) notFound()
  const { service, eligible, conditions } = found
  const path = `/c/${collectivite}/services`
  const tarif = tarifOf(service)
  const priced = tarif && priceIn(tarif, conditions.habitants)
  const offre = priced?.ok ? priced.value : null
  const prix = tarif && offre ? { ...tarif, prixUnitaire: offre.prixUnitaire } : null
  const approval = firstEtat(service) === "a_approuver"
  const shared = {
    ...{ approval, contact: ctx.who, wished: addDays(today(), DAYS_TO_START) },
    hidden: { collectivite, service: slug, tarif: tarif?.id ?? "", optionsVues: vuesOf(service.options) },
  }
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Services", href: path },
          { label: service.nom, href: `${path}/${slug}` },
        ]}
        title={service.mode === "inclus" ? `Demander l’ouverture : ${service.nom}` : `Souscrire : ${service.nom}`}
        lede={`Pour ${nom}.`}
      />
      {eligible.ok ? (
        <>
          <Announcement service={service} prix={prix} bande={offre?.bande ?? null} approval={approval} />
          {service.parPoste ? (
            <OrderForm {...shared} service={service} />
          ) : (
            <SubscribeForm
              {...shared}
              tarif={prix}
              counted={service.mode !== "inclus"}
              fixed={offre?.quantite ?? null}
              options={service.options}
            />
          )}
        </>
      ) : (
        <Notice tone="attention">{sentence(SOUSCRIPTION_REFUSALS[eligible.refusal], eligible.details)}</Notice>
      )}
    </>
  )
}
