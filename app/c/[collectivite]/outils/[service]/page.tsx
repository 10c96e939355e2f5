import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DroitForm } from "@/components/outils/droit-form.tsx"
import { Nommes } from "@/components/outils/nommes.tsx"
import { Rapprochement } from "@/components/outils/rapprochement.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { endDroitAction, giveDroitAction } from "@/lib/outils/actions/droits.ts"
import { findDroits } from "@/lib/outils/queries/droits.ts"
import { findOutil } from "@/lib/outils/queries/outils.ts"
import { checkOuverture } from "@/lib/outils/rules.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { Demandes } from "./_components/demandes.tsx"
import { MonAcces } from "./_components/mon-acces.tsx"
import { Refus } from "./_components/refus.tsx"

export const metadata: Metadata = { title: "Un outil" }

type Props = {
  params: Promise<{ collectivite: string; service: string }>
  searchParams: Promise<{ refus?: string }>
}

/** One tool of the collectivité: open it, ask for it, and, for its secrétariat, say who may. */
export default async function OutilPage({ params, searchParams }: Props) {
  const { collectivite, service: slug } = await params
  const { refus } = await searchParams
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const now = new Date()
  const found = await read(ctx, async (tx) => ({
    outil: await findOutil(tx, { collectiviteId, personneId: ctx.who.personneId }, slug, now),
    page: await findDroits(tx, { collectiviteId, slug, day: dayInParis(now) }),
  }))
  const { outil, page } = found
  if (!outil || !page) notFound()
  const path = `/c/${collectivite}`
  const hidden = { collectivite, service: slug }
  const open = checkOuverture(outil, now)
  const manages = denial(ctx, "outils.grant", now) === null
  const asks = denial(ctx, "outils.ask", now) === null
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Outils", href: `${path}/outils` }]}
        title={outil.nom}
        lede={outil.aQuoiSert}
        action={
          open.ok ? (
            <LinkButton href={`${path}/outils/${slug}/ouvrir`} look="primary">
              Ouvrir<span className="sr-only"> {outil.nom}</span>
            </LinkButton>
          ) : undefined
        }
      />
      <Refus outil={outil} refus={refus} open={open} path={path} />
      <Section title="Votre accès">
        <MonAcces outil={outil} hidden={hidden} asks={asks} manages={manages} service={`${path}/services/${slug}`} />
      </Section>
      {page.enService ? (
        <>
          {manages ? <Demandes posees={page.posees} profils={page.module.profils} hidden={hidden} /> : null}
          <Section title="Qui y a accès">
            <p className="max-w-measure text-muted">
              Les personnes qui ouvrent cet outil pour {nom}.{" "}
              {manages ? "Un accès donné ou retiré vaut tout de suite." : "Le secrétariat donne et retire les accès."}
            </p>
            <Nommes
              nommes={page.nommes}
              inclus={page.module.comptesInclus}
              hidden={hidden}
              end={manages ? endDroitAction : undefined}
            />
          </Section>
          {manages ? (
            <>
              <Section title="Donner un accès">
                <DroitForm page={page} hidden={hidden} give={giveDroitAction} equipe={`${path}/equipe`} />
              </Section>
              <Section title="Comptes chez le prestataire">
                <Rapprochement page={page} />
              </Section>
            </>
          ) : null}
        </>
      ) : null}
    </>
  )
}
