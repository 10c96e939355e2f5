import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listDepannables } from "@/lib/depannages/queries/depannages.ts"
import { AskForm } from "../_components/ask-form.tsx"

export const metadata: Metadata = { title: "Demander un dépannage" }

type Props = { params: Promise<{ collectivite: string }>; searchParams: Promise<{ poste?: string | string[] }> }

export default async function NouveauDepannagePage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const { poste } = await searchParams
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const depannables = await read(ctx, (tx) => listDepannables(tx, collectiviteId))
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "En cas d’incident", href: `${path}/incident` },
          { label: "Dépannages", href: `${path}/depannages` },
        ]}
        title="Demander un dépannage"
        lede="Cinq minutes, sans frais. Le prestataire donne un numéro et une date de réponse ; votre opérateur suit."
      />
      {depannables.length === 0 ? (
        <EmptyState
          title="Aucun service de dépannage n’est en service."
          action={<a href={`${path}/services`}>Voir les services</a>}
        >
          Un poste se dépanne par le service sous lequel il est.
        </EmptyState>
      ) : (
        depannables.map((depannable) => (
          <Section key={depannable.souscriptionId} title={depannable.service}>
            <Notice tone="attention" title="Une attaque en cours ?">
              <p>
                N’écrivez pas, téléphonez{depannable.telephone ? ` au ${depannable.telephone}` : ""} :{" "}
                <a href={`${path}/incident`}>que faire, dans l’ordre</a>.
              </p>
            </Notice>
            <AskForm
              collectivite={collectivite}
              depannable={depannable}
              poste={typeof poste === "string" ? poste : undefined}
              contact={ctx.who.nom}
            />
          </Section>
        ))
      )}
    </>
  )
}
