import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { ActeView } from "@/components/conventions/acte-view.tsx"
import { DeclineSection } from "@/components/conventions/decline-section.tsx"
import { SignSection } from "@/components/conventions/sign-section.tsx"
import { SignaturesList } from "@/components/conventions/signatures-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { countersignAction, withdrawAction } from "@/lib/conventions/actions.ts"
import { findActeOfAnyone } from "@/lib/conventions/queries/actes.ts"
import { isOpen } from "@/lib/conventions/rules.ts"
import { GENRE_LABELS } from "@/lib/conventions/types.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { findSignataire } from "@/lib/signatures/queries/mandats.ts"
import { SIGNATURE_REFUSALS } from "@/lib/signatures/types.ts"

export const metadata: Metadata = { title: "Un acte" }

export default async function ActePage({ params }: { params: Promise<{ acte: string }> }) {
  const ctx = await agentContext()
  const { acte: id } = await params
  if (!isIdentifier(id)) notFound()
  const { acte, signataire } = await read(ctx, async (tx) => ({
    acte: await findActeOfAnyone(tx, id),
    signataire: await findSignataire(tx, ctx.who.personneId, today()),
  }))
  if (!acte) notFound()
  const { collectivite, numero, aSignerAvant, etat } = acte
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Actes à signer", href: "/gestion/actes" }]}
        title={`${GENRE_LABELS[acte.genre]}, ${collectivite.nom}`}
        state={<ActeBadge etat={etat} />}
        lede={`N° ${numero}${isOpen(etat) ? `, attendu avant le ${formatDay(calendarDate(aSignerAvant))}` : ""}.`}
      />
      {acte.motif ? (
        <Notice tone="attention" title="Ce document n’a pas été signé">
          {acte.motif}
        </Notice>
      ) : null}
      {acte.erreur ? (
        <Notice tone="danger" title="Le parapheur n’a pas pris ce document ; un nouvel essai est prévu">
          {acte.erreur}
        </Notice>
      ) : null}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12">
        <div className="grid content-start gap-8">
          {etat === "signe" ? (
            <SignSection
              title="Signer pour l’opérateur"
              action={countersignAction}
              hidden={{ acte: id, empreinte: acte.empreinte ?? "" }}
              factor={factorOf(ctx.who, `/gestion/actes/${id}`)}
              button="Signer au nom de l’opérateur"
              refused={signataire ? null : SIGNATURE_REFUSALS["signataire-absent"]}
            />
          ) : null}
          <ActeView acte={acte} />
          {isOpen(etat) && denial(ctx, "actes.prepare", new Date()) === null ? (
            <DeclineSection
              title="Reprendre ce document"
              action={withdrawAction}
              hidden={{ acte: id }}
              button="Reprendre : il ne sera pas signé"
            />
          ) : null}
        </div>
        <Section
          title="Suivi"
          action={<a href={`/gestion/collectivites/${collectivite.publicId}`}>Dossier de {collectivite.nom}</a>}
        >
          <SignaturesList acte={acte} />
        </Section>
      </div>
    </>
  )
}
