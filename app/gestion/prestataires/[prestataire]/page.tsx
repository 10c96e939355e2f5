import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { isEnding } from "@/lib/catalogue/rules/conditions.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { findPrestataire, listMarches } from "@/lib/prestataires/queries.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { MarcheForm, PrestataireForm } from "../_components/prestataire-forms.tsx"

export const metadata: Metadata = { title: "Un prestataire" }

export default async function PrestatairePage({ params }: { params: Promise<{ prestataire: string }> }) {
  const ctx = await agentContext()
  const { prestataire: id } = await params
  if (!isIdentifier(id)) notFound()
  const { prestataire, marches } = await read(ctx, async (tx) => ({
    prestataire: await findPrestataire(tx, id),
    marches: (await listMarches(tx)).filter((marche) => marche.prestataire.id === id),
  }))
  if (!prestataire) notFound()
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Prestataires et marchés", href: "/gestion/prestataires" }]}
        title={prestataire.nom}
        lede={prestataire.precisions}
      />
      {marches.map((marche) => (
        <Section key={marche.id} title={marche.objet}>
          {isEnding(marche.jusqua, marche.alerteMois, today()) ? (
            <Notice tone="attention" title={`Ce marché finit le ${formatDay(marche.jusqua)}.`}>
              Son renouvellement se prépare maintenant : {marche.services.map(({ nom }) => nom).join(", ")}.
            </Notice>
          ) : null}
          {marche.services.length > 0 ? (
            <p>
              Services :{" "}
              {marche.services.map(({ slug, nom }) => (
                <span key={slug} className="me-3">
                  <a href={`/gestion/catalogue/${slug}`}>{nom}</a>
                </span>
              ))}
            </p>
          ) : null}
          {marche.source ? <p className="text-muted text-sm">Source : {marche.source}.</p> : null}
          <MarcheForm prestataire={id} marche={marche} />
        </Section>
      ))}
      <Section title="Ajouter un marché">
        <MarcheForm prestataire={id} marche={null} />
      </Section>
      <Section title="Le prestataire">
        <PrestataireForm prestataire={prestataire} />
      </Section>
    </>
  )
}
