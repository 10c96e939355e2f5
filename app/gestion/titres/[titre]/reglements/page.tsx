import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ReglementsTable } from "@/components/reglements/reglements-table.tsx"
import { UndoForm } from "@/components/reglements/undo-form.tsx"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { listMessages } from "@/lib/reglements/queries/questions.ts"
import { listEnRetard, planRelances } from "@/lib/reglements/queries/relances.ts"
import { findPaiements, findTitreHead, listTitresDus } from "@/lib/reglements/queries/titre.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { CreditSection } from "./_components/credit-section.tsx"
import { QuestionsSection } from "./_components/questions-section.tsx"
import { RecordSection } from "./_components/record-section.tsx"
import { RelancesSection } from "./_components/relances-section.tsx"

export const metadata: Metadata = { title: "Règlements d’un titre" }

type Props = { params: Promise<{ titre: string }> }

export default async function TitreReglementsPage({ params }: Props) {
  const ctx = await agentContext()
  const { titre: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const titre = await findTitreHead(tx, id)
    if (titre?.nature !== "recette") return null
    const paiements = await findPaiements(tx, titre.collectiviteId, id)
    const { relancesJours, marque } = await tx.operateur.findFirstOrThrow({
      select: { relancesJours: true, marque: true },
    })
    const [prevue] = planRelances(await listEnRetard(tx, today(), [id]), relancesJours)
    return {
      ...{ titre, paiements, marque, prevue: prevue ?? null },
      messages: await listMessages(tx, titre.collectiviteId, id),
      dus: paiements.reste < 0n ? await listTitresDus(tx, titre.collectiviteId, id) : [],
    }
  })
  if (!found) notFound()
  const { titre, paiements, prevue, messages, dus, marque } = found
  const may = (right: "reglements.manage" | "titres.answer") => denial(ctx, right, new Date()) === null
  const allowed = may("reglements.manage")
  const reference = titreReference(titre)
  return (
    <>
      <PageHeader
        title={`Règlements du titre n° ${reference}`}
        state={<TitreBadge etat={titre.etat} />}
        crumbs={[
          { href: "/gestion/titres", label: "Titres" },
          { href: `/gestion/collectivites/${titre.publicId}/compte`, label: titre.nom },
        ]}
        lede={`${titre.objet}, à payer avant le ${formatDay(titre.echeance)}.`}
      />
      <Figures
        figures={[
          { label: "Facturé", value: <Amount cents={paiements.facture} /> },
          { label: "Annulé ou réduit", value: <Amount cents={paiements.annule} /> },
          { label: "Réglé", value: <Amount cents={paiements.regle} /> },
          {
            label: paiements.reste < 0n ? "Trop-perçu" : "Reste dû",
            value: <Amount cents={paiements.reste < 0n ? -paiements.reste : paiements.reste} />,
          },
        ]}
      />
      {paiements.pause ? (
        <Notice tone="attention" title="Aucune relance ne part pour ce titre">
          {paiements.pause.motif}
        </Notice>
      ) : null}
      <Section title="Règlements">
        {paiements.reglements.length > 0 ? (
          <ReglementsTable rows={paiements.reglements} staff />
        ) : (
          <p className="text-muted">Rien n’a été reçu pour ce titre.</p>
        )}
        {allowed
          ? paiements.reglements
              .filter(({ genre, annule }) => genre !== "annulation" && !annule)
              .map((row) => <UndoForm key={row.id} id={row.id} reference={reference} montant={row.montant} />)
          : null}
      </Section>
      {allowed && paiements.reste < 0n ? <CreditSection id={id} reste={paiements.reste} dus={dus} /> : null}
      {allowed && titre.etat !== "annule" ? <RecordSection id={id} reste={paiements.reste} /> : null}
      <RelancesSection id={id} paiements={paiements} prevue={prevue} allowed={allowed} />
      <QuestionsSection
        id={id}
        messages={messages}
        operateur={marque}
        collectivite={titre.nom}
        allowed={may("titres.answer")}
      />
    </>
  )
}
