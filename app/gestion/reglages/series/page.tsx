import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { openSerieAction } from "@/lib/titres/actions.ts"
import { listSeries } from "@/lib/titres/queries/series.ts"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Séries" }

export default async function SeriesPage() {
  const ctx = await agentContext()
  const series = await read(ctx, listSeries)
  return (
    <SettingsPage
      ctx={ctx}
      title="Séries et premiers numéros"
      lede="Une série ne saute aucun numéro. Son premier se fixe avant son premier titre, si le logiciel comptable a pris ceux d’avant."
    >
      <Section title="Numéros pris">
        {series.length > 0 ? (
          <Table
            caption="Séries"
            rows={series}
            rowKey={({ exercice, budget, serie }) => `${exercice}-${budget}-${serie}`}
            columns={[
              { key: "serie", header: "Série", rowHeader: true, cell: ({ serie }) => serie },
              { key: "exercice", header: "Exercice", cell: ({ exercice }) => exercice },
              { key: "budget", header: "Budget", cell: ({ budget }) => budget },
              { key: "premier", header: "Premier pris", end: true, cell: ({ premier }) => premier ?? "–" },
              { key: "pris", header: "Pris", end: true, cell: ({ pris }) => formatInteger(pris) },
              { key: "prochain", header: "Prochain", end: true, cell: ({ prochain }) => prochain },
            ]}
          />
        ) : (
          <p className="text-muted">Aucune série n’a commencé.</p>
        )}
      </Section>
      <Section title="Fixer le premier numéro d’une série">
        <Form action={openSerieAction}>
          <div className="grid gap-6 sm:grid-cols-3">
            <TextField name="annee" label="Exercice" inputMode="numeric" required />
            <TextField name="serie" label="Série" required />
            <TextField name="premier" label="Premier numéro" inputMode="numeric" required />
          </div>
          <div>
            <SubmitButton pending="Enregistrement…">Fixer ce numéro</SubmitButton>
          </div>
        </Form>
      </Section>
    </SettingsPage>
  )
}
