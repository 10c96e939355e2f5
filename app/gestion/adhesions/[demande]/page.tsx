import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { z } from "zod"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findDemande } from "@/lib/adhesions/queries/demandes.ts"
import { DemandeBadge } from "../_components/demande-badge.tsx"
import { DecisionForms } from "./_components/decision-forms.tsx"
import { DemandeFacts } from "./_components/demande-facts.tsx"

export const metadata: Metadata = { title: "Demande d’adhésion" }

export default async function DemandePage({ params }: { params: Promise<{ demande: string }> }) {
  const ctx = await agentContext()
  const { demande: id } = await params
  const demande = z.uuid().safeParse(id).success ? await read(ctx, (tx) => findDemande(tx, id)) : null
  if (!demande) notFound()
  const open = demande.etat === "recue" || demande.etat === "en_cours"
  const member = demande.situation?.statut === "adherent"
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Demandes d’adhésion", href: "/gestion/adhesions" }]}
        title={demande.collectivite.nom}
        state={<DemandeBadge etat={demande.etat} />}
      />
      {open && member ? (
        <Notice tone="attention" title="Cette collectivité est déjà adhérente">
          La personne ne le sait pas : le simulateur ne dit rien des membres. Aidez-la à se rattacher.
        </Notice>
      ) : null}
      <DemandeFacts demande={demande} />
      {open && denial(ctx, "adhesions.decide", new Date()) === null ? (
        <DecisionForms id={demande.id} taken={demande.etat === "en_cours"} acceptable={!member} />
      ) : null}
      {open ? null : (
        <Section title="Réponse">
          <p>{demande.motif}</p>
        </Section>
      )}
    </>
  )
}
