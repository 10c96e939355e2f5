import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findVoie } from "@/lib/bal/queries/report.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { AnomaliesOfVoie } from "./_components/anomalies-of-voie.tsx"
import { ExceptionForm } from "./_components/exception-form.tsx"
import { LignesTable } from "./_components/lignes-table.tsx"

export const metadata: Metadata = { title: "Une voie" }

type Props = { params: Promise<{ collectivite: string; voie: string }> }

export default async function VoiePage({ params }: Props) {
  const { collectivite, voie: id } = await params
  const ctx = await membreContext(collectivite)
  if (!isIdentifier(id)) notFound()
  const voie = await read(ctx, (tx) => findVoie(tx, only(ctx).collectiviteId, id))
  if (!voie) notFound()
  const { niveaux } = voie.version
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: `/c/${collectivite}/adresses` }]}
        title={voie.nom ?? "Lignes sans nom de voie"}
        lede={`${formatCount(voie.adresses, "adresse")}, version ${voie.version.numero} du fichier. Une visite suffit souvent à tout régler.`}
      />
      <Section title="Ce qui est à corriger dans cette voie">
        <AnomaliesOfVoie lignes={voie.lignes} niveaux={niveaux} />
      </Section>
      <Section title="Les lignes du fichier">
        <LignesTable lignes={voie.lignes} voie={voie.nom} niveaux={niveaux} />
      </Section>
      {voie.version.courante ? (
        <ExceptionForm
          collectivite={collectivite}
          voie={voie.id}
          nom={voie.nom}
          lignes={voie.lignes}
          niveaux={niveaux}
        />
      ) : null}
    </>
  )
}
