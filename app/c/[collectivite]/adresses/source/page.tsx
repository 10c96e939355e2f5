import type { Metadata } from "next"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findSource } from "@/lib/bal/queries/suivi.ts"
import { accesOf } from "../_components/open-adresses.ts"
import { SourceForm } from "./_components/source-form.tsx"
import { SourceState } from "./_components/source-state.tsx"

export const metadata: Metadata = { title: "Relevé automatique" }

export default async function SourcePage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { acces, source } = await read(ctx, async (tx) => ({
    acces: await accesOf(tx, ctx),
    source: await findSource(tx, only(ctx).collectiviteId),
  }))
  const home = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: `${home}/adresses` }]}
        title="Relevé automatique"
        lede="Le portail va chercher votre fichier à l’adresse où votre outil le publie. S’il n’a pas changé, rien ne se passe."
      />
      {acces.etat === "ouvert" ? (
        <>
          {source ? <SourceState source={source} collectivite={collectivite} /> : null}
          <Section title={source ? "Changer l’adresse" : "Adresse du fichier"}>
            <SourceForm collectivite={collectivite} source={source} />
          </Section>
        </>
      ) : (
        <AccesNotice acces={acces} path={home} />
      )}
    </>
  )
}
