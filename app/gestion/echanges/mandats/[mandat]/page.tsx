import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { MandatBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findMandat, type MandatFile, type MandatLigne, type Passage } from "@/lib/echanges/queries/mandats.ts"
import { MANDAT_LABELS } from "@/lib/echanges/types.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { AnswerForm, PassForm } from "./_components/acts.tsx"

export const metadata: Metadata = { title: "Mandat au compte 673" }

const LIGNES: readonly Column<MandatLigne>[] = [
  {
    key: "libelle",
    header: "Ligne",
    rowHeader: true,
    cell: ({ libelle, bases }) => (
      <>
        {libelle}
        <small className="block font-normal text-muted">{bases}</small>
      </>
    ),
  },
  { key: "ht", header: "Hors taxes", end: true, cell: ({ montantHt }) => <Amount cents={montantHt} /> },
  { key: "tva", header: "TVA", end: true, cell: ({ montantTva }) => <Amount cents={montantTva} /> },
  {
    key: "ttc",
    header: "Total",
    end: true,
    cell: ({ montantHt, montantTva }) => <Amount cents={montantHt + montantTva} />,
  },
]

type Props = { params: Promise<{ mandat: string }> }

export default async function MandatPage({ params }: Props) {
  const ctx = await agentContext()
  const { mandat: id } = await params
  const mandat = isIdentifier(id) ? await read(ctx, (tx) => findMandat(tx, id)) : null
  if (!mandat) notFound()
  const allowed = denial(ctx, "echanges.manage", new Date()) === null
  const { etat } = mandat
  return (
    <>
      <PageHeader
        title={`Mandat n° ${titreReference(mandat)}`}
        state={<MandatBadge etat={etat} />}
        crumbs={[
          { href: "/gestion/echanges", label: "Échanges" },
          { href: "/gestion/echanges/mandats", label: "Mandats au compte 673" },
        ]}
        lede={mandat.objet}
        action={
          <LinkButton
            href={`/gestion/echanges/mandats/${id}/certificat`}
            look={etat === "a_passer" ? "primary" : "secondary"}
          >
            Certificat administratif (PDF)
          </LinkButton>
        }
      />
      {etat === "rejete" ? (
        <Notice tone="danger" title="Le comptable a rejeté ce mandat">
          {mandat.raison}
        </Notice>
      ) : null}
      {mandat.tropPercu > 0n ? (
        <Notice tone="attention" title="Le titre corrigé laisse un trop-perçu">
          <Amount cents={mandat.tropPercu} /> ont été payés au-delà de ce qu’il en reste : le comptable les rend ou les
          déduit d’un autre titre.
        </Notice>
      ) : null}
      <DescriptionList items={facts(mandat)} />
      <Section title="Lignes">
        <Table caption="Lignes du mandat" columns={LIGNES} rows={mandat.lignes} rowKey={({ rang }) => String(rang)} />
      </Section>
      {allowed && etat !== "pris_en_charge" ? <PassForm mandat={mandat} /> : null}
      {allowed && (etat === "passe" || etat === "pris_en_charge") ? <AnswerForm id={id} etat={etat} /> : null}
      {mandat.passages.length > 0 ? (
        <Section title="Suivi">
          <Timeline entries={mandat.passages.map(entry)} />
        </Section>
      ) : null}
    </>
  )
}

const entry = ({ id, etat, numero, bordereau, le, motif, par, creeLe }: Passage) => ({
  id,
  what: `${MANDAT_LABELS[etat].word}${numero ? ` sous le n° ${numero}` : ""}, le ${formatDay(le)}`,
  when: `enregistré ${formatInstant(creeLe)}`,
  dateTime: creeLe.toISOString(),
  who: par,
  detail: motif ?? (bordereau ? `Bordereau n° ${bordereau}` : null),
})

const facts = (mandat: MandatFile) => [
  {
    label: "Créancier",
    value: <a href={`/gestion/collectivites/${mandat.collectivitePublicId}`}>{mandat.nom}</a>,
  },
  { label: "Somme annulée", value: <Amount cents={mandat.montant} /> },
  { label: "Exercice et bordereau", value: `${mandat.exercice}, bordereau n° ${mandat.bordereau}` },
  { label: "Budget et compte", value: `${mandat.budget}, ${mandat.imputation}` },
  { label: "Émis le", value: formatDay(mandat.dateEmission) },
  {
    label: "Titre corrigé",
    value: (
      <>
        <a href={`/gestion/titres/${mandat.origineId}`}>n° {mandat.origineReference}</a>, bordereau n°{" "}
        {mandat.origineBordereau}, émis le {formatDay(mandat.origineDate)}, compte {mandat.origineImputation},{" "}
        <Amount cents={mandat.origineMontant} />
      </>
    ),
  },
  { label: "Erreur commise", value: mandat.motif },
  {
    label: "Passé",
    value: mandat.numeroPasse
      ? `sous le n° ${mandat.numeroPasse}${mandat.bordereauPasse ? `, bordereau n° ${mandat.bordereauPasse}` : ""}`
      : "pas encore",
  },
  {
    label: "Pièces",
    value: (
      <span className="flex flex-wrap gap-x-4">
        {mandat.justificatifId ? <a href={`/api/documents/${mandat.justificatifId}`}>Justificatif</a> : null}
        {mandat.documentId ? <a href={`/api/documents/${mandat.documentId}`}>Avis envoyé au débiteur (PDF)</a> : null}
        <a href={`/gestion/titres/${mandat.id}`}>La correction</a>
      </span>
    ),
  },
]
