import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { pauseRelancesAction, resumeRelancesAction } from "@/lib/reglements/actions.ts"
import { rangWords } from "@/lib/reglements/mail.ts"
import type { RelancePrevue } from "@/lib/reglements/queries/relances.ts"
import type { Paiements, RelanceRow } from "@/lib/reglements/queries/titre.ts"
import { PAUSE_LABELS, PAUSES } from "@/lib/reglements/types.ts"

const COLUMNS: readonly Column<RelanceRow>[] = [
  { key: "rang", header: "Relance", rowHeader: true, cell: ({ rang }) => rangWords(rang) },
  { key: "le", header: "Envoyée", nowrap: true, cell: ({ le }) => formatInstant(le) },
  { key: "reste", header: "Restait dû", end: true, cell: ({ reste }) => <Amount cents={reste} /> },
  {
    key: "lettre",
    header: "Lettre",
    cell: ({ id, rang }) => (
      <a href={`/gestion/reglements/relances/${id}/lettre`}>
        Lettre (PDF)<span className="sr-only">{`, ${rangWords(rang).toLowerCase()}`}</span>
      </a>
    ),
  },
]

const OPTIONS = PAUSES.map((value) => ({ value, label: PAUSE_LABELS[value] }))

type Props = { id: string; paiements: Paiements; prevue: RelancePrevue | null; allowed: boolean }

export function RelancesSection({ id, paiements: { relances, pause, reste }, prevue, allowed }: Props) {
  return (
    <Section title="Relances">
      <p className="max-w-measure">
        {pause
          ? `Suspendues le ${formatInstant(pause.le)}${pause.par ? ` par ${pause.par}` : ""} (${PAUSE_LABELS[pause.genre].toLowerCase()}).`
          : prevue
            ? `${rangWords(prevue.rang)} prévue le ${formatDay(prevue.le)}.`
            : reste > 0n
              ? "Aucune relance n’est prévue aujourd’hui."
              : "Plus rien n’est dû : aucune relance ne partira."}
      </p>
      {relances.length > 0 ? (
        <Table caption="Relances envoyées" columns={COLUMNS} rows={relances} rowKey={(row) => row.id} />
      ) : null}
      {allowed && pause ? (
        <Form action={resumeRelancesAction} hidden={{ titre: id }} aria-label="Reprendre les relances">
          <div>
            <SubmitButton look="secondary" pending="Enregistrement…">
              Reprendre les relances
            </SubmitButton>
          </div>
        </Form>
      ) : null}
      {allowed && !pause && reste > 0n ? (
        <details>
          <summary className="cursor-pointer py-1 text-accent">Suspendre les relances de ce titre</summary>
          <Form
            action={pauseRelancesAction}
            hidden={{ titre: id }}
            aria-label="Suspendre les relances"
            className="pt-3"
          >
            <SelectField name="pause" label="Pourquoi" options={OPTIONS} empty="Choisissez" required />
            <TextField
              name="motif"
              label="Précisez"
              hint="Par exemple : délai accordé jusqu’au 31 janvier."
              maxLength={500}
              required
            />
            <div>
              <SubmitButton look="secondary" pending="Enregistrement…">
                Suspendre les relances
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </Section>
  )
}
