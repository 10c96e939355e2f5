import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { publishBaremeAction } from "@/lib/redevances/actions/bureau.ts"
import { findBaremeFile } from "@/lib/redevances/queries/reference.ts"
import { findTotal, type Sommes } from "@/lib/redevances/queries/territoire.ts"
import { checkCoefficient, coefficientOf } from "@/lib/redevances/rules/bareme.ts"
import { TAUX_LABELS } from "@/lib/redevances/types.ts"
import { TauxTable } from "../_components/taux-table.tsx"

export const metadata: Metadata = { title: "Un barème" }

export default async function BaremePage({ params }: { params: Promise<{ bareme: string }> }) {
  const ctx = await agentContext()
  const { bareme: id } = await params
  const day = today()
  const found = isIdentifier(id)
    ? await read(ctx, async (tx) => {
        const bareme = await findBaremeFile(tx, id)
        const draft = bareme?.etat === "projet" ? bareme : null
        return bareme && { bareme, before: await findTotal(tx, day), after: draft && (await findTotal(tx, day, draft)) }
      })
    : null
  if (!found) notFound()
  const { bareme, before, after } = found
  const coefficient = bareme.coefficient ?? coefficientOf(bareme)
  const gaps = checkCoefficient(bareme, coefficient)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: "/gestion/redevances" },
          { label: "Barèmes et taux", href: "/gestion/redevances/baremes" },
        ]}
        title={`Barème ${bareme.annee}`}
        lede={bareme.source}
      />
      {gaps.length > 0 ? (
        <Notice
          tone="attention"
          title={`Écart de plus d’un centime avec le coefficient ${formatDecimal(coefficient)}.`}
        >
          <ul className="list-disc ps-5">
            {gaps.map(({ champ, attendu, saisi }) => (
              <li key={champ}>
                {TAUX_LABELS[champ]} : {formatAmount(saisi)} saisis, {formatAmount(attendu)} d’après le coefficient.
              </li>
            ))}
          </ul>
          <p>
            Relisez la publication avant de publier : une faute de frappe changerait toutes les créances de l’année.
          </p>
        </Notice>
      ) : (
        <Notice tone="ok">Chaque tarif suit le coefficient {formatDecimal(coefficient)}, au centime près.</Notice>
      )}
      <Section title="Les tarifs">
        <TauxTable baremes={[bareme]} />
      </Section>
      {after ? (
        <Section title="L’effet, s’il est publié">
          <EffectTable before={before} after={after} />
          <Form action={publishBaremeAction} hidden={{ bareme: id }} aria-label="Décision sur le barème">
            <div className="flex flex-wrap gap-3">
              <SubmitButton name="acte" value="publier">
                Publier le barème {bareme.annee}
              </SubmitButton>
              <SubmitButton name="acte" value="ecarter" look="danger">
                Écarter ce projet
              </SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
    </>
  )
}

const MONEY = [
  { key: "du", label: "Reste dû" },
  { key: "enJeu", label: "Perdu au 31 décembre" },
  { key: "perdu", label: "Déjà perdu" },
] as const

/** Over all communes, before and after; claims already prepared keep their amount. */
function EffectTable({ before, after }: { before: Sommes; after: Sommes }) {
  const rows = [
    ...MONEY.map(({ key, label }) => ({ label, before: formatAmount(before[key]), after: formatAmount(after[key]) })),
    {
      label: "États sans barème",
      before: formatInteger(before.sansBareme),
      after: formatInteger(after.sansBareme),
    },
  ]
  return (
    <Table
      caption="Effet du barème sur le territoire"
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { key: "label", header: "Sur tout le territoire", rowHeader: true, cell: ({ label }) => label },
        { key: "before", header: "Aujourd’hui", end: true, cell: (row) => row.before },
        { key: "after", header: "Avec ce barème", end: true, cell: (row) => row.after },
      ]}
    />
  )
}
