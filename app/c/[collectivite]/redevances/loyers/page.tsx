import type { Metadata } from "next"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { addInfrastructureAction } from "@/lib/loyers/actions.ts"
import { type InfrastructureFile, listInfrastructures } from "@/lib/loyers/queries.ts"
import { computeLoyer, isProved } from "@/lib/loyers/rules.ts"
import { INFRASTRUCTURE_GENRES, INFRASTRUCTURE_LABELS } from "@/lib/loyers/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatInteger } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { accesOf } from "../_components/open-redevances.ts"

export const metadata: Metadata = { title: "Loyers des fourreaux" }

export default async function LoyersPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const { acces, infrastructures } = await read(ctx, async (tx) => ({
    acces: await accesOf(tx, ctx),
    infrastructures: await listInfrastructures(tx, collectiviteId),
  }))
  const path = `/c/${collectivite}/redevances`
  const annee = yearOf(today())
  const rent = (row: InfrastructureFile) => sum(row.contrats.map((contrat) => computeLoyer(contrat, annee).total))
  const proved = infrastructures.filter(({ preuves }) => isProved(preuves))
  const header = (
    <PageHeader
      crumbs={[{ label: "Redevances", href: path }]}
      title="Loyers des fourreaux"
      lede="Les fourreaux que vous avez posés dans les lotissements et les zones d’activités, qui les occupe et ce qu’ils rapportent."
    />
  )
  if (acces.etat !== "ouvert") {
    return (
      <>
        {header}
        <AccesNotice acces={acces} path={`/c/${collectivite}`} />
      </>
    )
  }
  return (
    <>
      {header}
      <Facts label="Les loyers en trois chiffres">
        <Fact value={formatAmount(sum(proved.map(rent)))} label={`de loyers dus pour ${annee}`} />
        <Fact
          value={formatInteger(infrastructures.reduce((total, { metres }) => total + metres, 0))}
          label="mètres de fourreaux recensés"
        />
        <Fact
          value={formatInteger(infrastructures.length - proved.length)}
          label={infrastructures.length - proved.length > 1 ? "propriétés à établir" : "propriété à établir"}
        >
          Sans document, aucun loyer ne peut être demandé.
        </Fact>
      </Facts>
      <Section title="Infrastructures">
        {infrastructures.length === 0 ? (
          <EmptyState title="Aucune infrastructure recensée pour le moment." />
        ) : (
          <Table
            caption="Infrastructures"
            rows={infrastructures}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `${path}/loyers/${id}`}
            columns={[
              ...COLUMNS,
              { key: "loyer", header: `Loyer ${annee}`, end: true, cell: (row) => <Amount cents={rent(row)} /> },
            ]}
          />
        )}
      </Section>
      <Section title="En ajouter une">
        <Form action={addInfrastructureAction} hidden={{ collectivite }} aria-label="Ajouter une infrastructure">
          <TextField name="nom" label="Nom du lotissement ou de la zone" required />
          <RadioField
            name="genre"
            legend="Genre"
            options={INFRASTRUCTURE_GENRES.map((genre) => ({ value: genre, label: INFRASTRUCTURE_LABELS[genre] }))}
          />
          <TextField name="metres" label="Longueur de fourreaux" unit="m" inputMode="numeric" required />
          <TextField name="lieu" label="Lieu" />
          <div>
            <SubmitButton>Ajouter l’infrastructure</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

const COLUMNS: Column<InfrastructureFile>[] = [
  { key: "nom", header: "Infrastructure", rowHeader: true, cell: ({ nom }) => nom },
  { key: "genre", header: "Genre", cell: ({ genre }) => INFRASTRUCTURE_LABELS[genre] },
  { key: "metres", header: "Longueur", end: true, cell: ({ metres }) => `${formatInteger(metres)} m` },
  {
    key: "propriete",
    header: "Propriété",
    cell: ({ preuves }) => (
      <StateBadge tone={isProved(preuves) ? "ok" : "attention"}>
        {isProved(preuves) ? "établie" : "à établir"}
      </StateBadge>
    ),
  },
  {
    key: "operateurs",
    header: "Opérateurs présents",
    cell: ({ contrats }) => [...new Set(contrats.map(({ operateur }) => operateur))].join(", ") || "Aucun connu",
  },
]
