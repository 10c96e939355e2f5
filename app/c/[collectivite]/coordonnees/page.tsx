import type { Metadata } from "next"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findChangementCourriel } from "@/lib/collectivites/queries/coordonnees.ts"
import { type Dossier, findDossier } from "@/lib/collectivites/queries/dossier.ts"
import { manquesOf } from "@/lib/collectivites/rules.ts"
import { MANQUES } from "@/lib/collectivites/types.ts"
import { formatList } from "@/lib/platform/format.ts"
import { CoordonneesForm } from "./_components/coordonnees-form.tsx"
import { CourrielPending } from "./_components/courriel-pending.tsx"

export const metadata: Metadata = { title: "Coordonnées" }

export default async function CoordonneesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, publicId } = only(ctx)
  const { dossier, pending } = await read(ctx, async (tx) => ({
    dossier: await findDossier(tx, publicId),
    pending: await findChangementCourriel(tx, collectiviteId, new Date()),
  }))
  if (!dossier) throw new Error(`${publicId}: no such collectivité in the register`)
  const mayEdit = denial(ctx, "coordonnees.edit", new Date()) === null
  const manques = manquesOf({ siren: dossier.siren, ...dossier.fiche })
  return (
    <>
      <PageHeader
        title={`Coordonnées de ${nom}`}
        lede="Où vous écrire, et de quoi déposer vos titres par voie électronique. Deux minutes suffisent."
      />
      {manques.length > 0 ? (
        <Notice tone="attention" title={`Il manque : ${formatList(manques.map((manque) => MANQUES[manque]))}.`}>
          Vos titres arrivent quand même ; seul leur dépôt électronique attend.
        </Notice>
      ) : null}
      {pending ? <CourrielPending collectivite={collectivite} pending={pending} mayEdit={mayEdit} /> : null}
      {mayEdit ? (
        <CoordonneesForm collectivite={collectivite} dossier={dossier} />
      ) : (
        <Section title="Ce que l’opérateur connaît">
          <DescriptionList items={known(dossier)} />
          <p className="text-muted">Le secrétariat ou l’administration de l’équipe peut les compléter.</p>
        </Section>
      )}
    </>
  )
}

const MISSING = "Non renseigné"

const known = ({ siren, fiche }: Dossier) => [
  { label: "SIREN", value: siren ?? MISSING },
  { label: "SIRET", value: fiche.siret ?? MISSING },
  { label: "Adresse", value: [fiche.adresse, fiche.codePostal, fiche.ville].filter(Boolean).join(" ") || MISSING },
  { label: "Courriel officiel", value: fiche.courrielOfficiel ?? MISSING },
  { label: "Téléphone", value: fiche.telephone ?? MISSING },
  { label: "Code service", value: fiche.codeService ?? "Aucun" },
]
