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
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { membreContext } from "@/lib/access/request.ts"
import { refuseAction, signAction } from "@/lib/conventions/actions.ts"
import { findActePage } from "@/lib/conventions/queries/actes.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { sentence } from "@/lib/platform/result.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { mandatFor } from "@/lib/signatures/rules.ts"
import { SIGNATURE_REFUSALS } from "@/lib/signatures/types.ts"

export const metadata: Metadata = { title: "Un document à signer" }

type Props = { params: Promise<{ collectivite: string; acte: string }> }

export default async function ActePage({ params }: Props) {
  const { collectivite, acte: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const { acte, mandats } = await read(ctx, async (tx) => ({
    acte: await findActePage(tx, collectiviteId, id),
    mandats: await listMandats(tx, collectiviteId),
  }))
  if (!acte) notFound()
  const mandat = mandatFor(mandats, { personneId: ctx.who.personneId, genre: acte.genre, day: today() })
  const hidden = { collectivite, acte: id }
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adhésion et conventions", href: `${path}/adhesion` }]}
        title={`${acte.intitule} : ${acte.contenu.sousTitre}`}
        state={<ActeBadge etat={acte.etat} />}
        lede={
          acte.etat === "a_signer"
            ? `N° ${acte.numero}. À signer avant le ${formatDay(calendarDate(acte.aSignerAvant))}.`
            : `N° ${acte.numero}.`
        }
      />
      {acte.motif ? (
        <Notice tone="attention" title="Ce document n’a pas été signé">
          {acte.motif}
        </Notice>
      ) : null}
      {acte.etat === "a_signer" && acte.niveau === "externe" ? (
        <Notice title="Ce document se signe dans le parapheur de l’opérateur">
          La personne qui signe y reçoit une invitation. Le document signé revient ici.
        </Notice>
      ) : null}
      <ActeView acte={acte} />
      {acte.etat === "a_signer" && acte.niveau === "simple" ? (
        <SignSection
          title="À vous de signer"
          action={signAction}
          hidden={{ ...hidden, empreinte: acte.empreinte ?? "" }}
          factor={factorOf(ctx.who, `${path}/actes/${id}`)}
          button="Signer au nom de la collectivité"
          refused={mandat.ok ? null : sentence(SIGNATURE_REFUSALS[mandat.refusal], mandat.details)}
        />
      ) : null}
      {acte.etat === "a_signer" && mandat.ok && acte.niveau === "simple" ? (
        <DeclineSection title="Ne pas signer" action={refuseAction} hidden={hidden} button="Refuser de signer" />
      ) : null}
      <Section title="Suivi">
        <SignaturesList acte={acte} />
      </Section>
    </>
  )
}
