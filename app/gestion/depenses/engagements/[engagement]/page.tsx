import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Amount } from "@/components/ui/amount.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { settleEngagementAction } from "@/lib/partages/actions.ts"
import { type DepenseRow, listChoices } from "@/lib/partages/queries/depenses.ts"
import { findEngagement } from "@/lib/partages/queries/engagements.ts"
import { formatAmount, formatDay, formatShortDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { EngagementForm } from "../../_components/engagement-form.tsx"

export const metadata: Metadata = { title: "Engagement de dépense" }

const COLUMNS: readonly Column<DepenseRow>[] = [
  { key: "libelle", header: "Facture", rowHeader: true, cell: (row) => row.libelle },
  { key: "date", header: "Facturée le", nowrap: true, cell: (row) => formatShortDay(row.dateFacture) },
  { key: "ht", header: "Hors taxes", end: true, cell: (row) => <Amount cents={row.montantHt} /> },
]

type Props = { params: Promise<{ engagement: string }> }

export default async function EngagementDepensePage({ params }: Props) {
  const ctx = await agentContext()
  const { engagement: id } = await params
  if (!isIdentifier(id)) notFound()
  const { engagement, choices } = await read(ctx, async (tx) => ({
    engagement: await findEngagement(tx, id),
    choices: await listChoices(tx),
  }))
  if (!engagement) notFound()
  const { libelle, exercice, soldeLe, reste, depenses, montantHt, facture } = engagement
  return (
    <>
      <PageHeader
        title={libelle}
        state={soldeLe ? <StateBadge tone="neutral">soldé</StateBadge> : <StateBadge tone="info">en cours</StateBadge>}
        crumbs={[
          { href: `/gestion/depenses?exercice=${exercice}`, label: "Dépenses" },
          { href: `/gestion/depenses/engagements?exercice=${exercice}`, label: "Engagements" },
        ]}
        lede={soldeLe ? `Soldé le ${formatDay(soldeLe)} : plus rien ne s’y rattache.` : undefined}
        action={
          soldeLe ? undefined : (
            <LinkButton href={`/gestion/depenses/nouvelle?engagement=${id}`} look="primary">
              Saisir une facture
            </LinkButton>
          )
        }
      />
      <Facts label="Où en est cet engagement">
        <Fact value={<Amount cents={montantHt} />} label="engagés" />
        <Fact value={<Amount cents={facture} />} label="facturés" />
        <Fact value={<Amount cents={reste} />} label="à facturer" />
      </Facts>
      {depenses.length > 0 ? (
        <Section title="Ses factures">
          <Table
            caption="Factures de cet engagement"
            columns={COLUMNS}
            rows={depenses}
            rowKey={(row) => row.id}
            rowHref={(row) => `/gestion/depenses/${row.id}`}
          />
        </Section>
      ) : null}
      {soldeLe ? null : (
        <>
          <Section title="Solder">
            <p className="max-w-measure">
              Quand plus aucune facture ne viendra.{" "}
              {reste > 0n ? `Les ${formatAmount(reste)} qui restent reviennent au budget.` : "Tout est déjà facturé."}
            </p>
            <Form action={settleEngagementAction} hidden={{ engagement: id }} aria-label="Solder l’engagement">
              <div>
                <SubmitButton look="secondary">Solder cet engagement</SubmitButton>
              </div>
            </Form>
          </Section>
          <Section title="Corriger">
            <EngagementForm choices={choices} exercice={exercice} engagement={engagement} />
          </Section>
        </>
      )}
    </>
  )
}
