import { NiveauBadge } from "@/app/gestion/reglements/_components/lecture-words.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { affectRecuAction } from "@/lib/reglements/actions.ts"
import type { Lecture, Part, Proposition } from "@/lib/reglements/rules/match.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const COLUMNS: readonly Column<Part>[] = [
  { key: "titre", header: "Titre", rowHeader: true, nowrap: true, cell: ({ titre }) => titreReference(titre) },
  { key: "nom", header: "Débiteur", cell: ({ titre }) => titre.nom },
  { key: "echeance", header: "Échéance", nowrap: true, cell: ({ titre }) => formatDay(calendarDate(titre.echeance)) },
  { key: "reste", header: "Reste dû", end: true, cell: ({ titre }) => <Amount cents={titre.reste} /> },
  { key: "montant", header: "Serait affecté", end: true, cell: ({ montant }) => <Amount cents={montant} /> },
]

type Props = { recu: { id: string }; lecture: Lecture; allowed: boolean }

/** Each reading with its own button: choosing is a person's act. */
export function Propositions({ recu, lecture, allowed }: Props) {
  if (lecture.niveau === "aucun")
    return (
      <Section title="Ce qu’il semble régler">
        <EmptyState title="Aucun titre reconnu">{lecture.raison} Cherchez-le ci-dessous.</EmptyState>
      </Section>
    )
  return (
    <Section title="Ce qu’il semble régler" action={<NiveauBadge niveau={lecture.niveau} />}>
      {lecture.propositions.length > 1 ? (
        <Notice tone="attention" title="Plusieurs lectures sont possibles">
          Rien n’est choisi à votre place : comparez, puis affectez à l’un ou à l’autre.
        </Notice>
      ) : null}
      {lecture.propositions.map((proposition, index) => (
        <div key={proposition.parts.map(({ titre }) => titre.titreId).join()} className="grid gap-3">
          {index === 0 || proposition.raison !== lecture.propositions[index - 1]?.raison ? (
            <p className="max-w-measure">{proposition.raison}</p>
          ) : null}
          <Table
            caption={lecture.propositions.length > 1 ? `Proposition ${index + 1}` : "Proposition"}
            columns={COLUMNS}
            rows={proposition.parts}
            rowKey={({ titre }) => titre.titreId}
          />
          {allowed ? <AffectForm recu={recu.id} proposition={proposition} /> : null}
        </div>
      ))}
    </Section>
  )
}

function AffectForm({ recu, proposition }: { recu: string; proposition: Proposition }) {
  const fields = proposition.parts.flatMap(({ titre, montant }) => [
    [`montant-${titre.titreId}`, toEuros(montant)],
    [`lu-${titre.titreId}`, String(titre.reste)],
  ])
  const names = proposition.parts.map(({ titre }) => titreReference(titre)).join(" et ")
  const more = proposition.excedent > 0n
  return (
    <Form
      action={affectRecuAction}
      hidden={{ recu, ...(more ? { tropPercu: "oui" } : {}), ...Object.fromEntries(fields) }}
      aria-label={`Affecter à ${names}`}
    >
      {more ? (
        <Notice tone="attention">
          {`${formatAmount(proposition.excedent)} dépassent ce qui est dû : ce sera un trop-perçu, à reporter ou à rembourser.`}
        </Notice>
      ) : null}
      <div>
        <SubmitButton pending="Affectation…" look={more ? "secondary" : "primary"}>
          {`Affecter à ${names}${more ? ", avec un trop-perçu" : ""}`}
        </SubmitButton>
      </div>
    </Form>
  )
}
