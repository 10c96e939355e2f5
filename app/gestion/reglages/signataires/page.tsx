import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { addSignataireAction, endSignataireAction } from "@/lib/signatures/actions.ts"
import { listAgents, listSignatairesOperateur } from "@/lib/signatures/queries/signataires.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Signataires de l’opérateur" }

export default async function SignatairesPage() {
  const ctx = await agentContext()
  const day = today()
  const { signataires, agents } = await read(ctx, async (tx) => ({
    signataires: await listSignatairesOperateur(tx),
    agents: await listAgents(tx, day),
  }))
  return (
    <SettingsPage
      ctx={ctx}
      title="Signataires de l’opérateur"
      lede="Qui contresigne les chartes, les conventions et les avenants. Ce qui a été signé le reste."
    >
      {signataires.length === 0 ? (
        <EmptyState title="Aucun signataire">Rien ne peut être contresigné avant d’en enregistrer un.</EmptyState>
      ) : (
        <Table
          caption="Signataires, ceux d’aujourd’hui d’abord"
          rows={signataires}
          rowKey={({ id }) => id}
          columns={[
            { key: "nom", header: "Personne", rowHeader: true, cell: ({ nom }) => nom },
            { key: "fonction", header: "Fonction", cell: ({ fonction }) => fonction },
            { key: "fondement", header: "Autorisée par", cell: ({ fondement }) => fondement },
            { key: "depuis", header: "Depuis le", nowrap: true, cell: ({ depuis }) => formatShortDay(depuis) },
            {
              key: "jusqua",
              header: "Jusqu’au, exclu",
              cell: ({ id, nom, jusqua }) =>
                jusqua ? formatShortDay(jusqua) : <EndForm signataire={id} nom={nom} day={day} />,
            },
          ]}
        />
      )}
      <Section title="Nouveau signataire">
        <Form action={addSignataireAction} aria-label="Nouveau signataire">
          <SelectField name="personne" label="Personne" empty="Choisir…" options={agents} required />
          <TextField
            name="fonction"
            label="Fonction"
            hint="Présidente, vice-président délégué…"
            maxLength={80}
            required
          />
          <TextField
            name="fondement"
            label="Autorisée par"
            hint="La délibération ou l’arrêté : numéro et date."
            maxLength={160}
            required
          />
          <TextField name="depuis" label="Depuis le" type="date" className="max-w-60" required />
          <TextField name="jusqua" label="Jusqu’au, exclu" type="date" className="max-w-60" />
          <SettingsEnd>Enregistrer ce signataire</SettingsEnd>
        </Form>
      </Section>
    </SettingsPage>
  )
}

const EndForm = ({ signataire, nom, day }: { signataire: string; nom: string; day: CalendarDate }) => (
  <details>
    <summary className="cursor-pointer text-accent">Mettre fin</summary>
    <Form action={endSignataireAction} hidden={{ signataire }} aria-label={`Mettre fin : ${nom}`}>
      <TextField name="jusqua" label="Premier jour où elle ne signe plus" type="date" defaultValue={day} required />
      <div>
        <SubmitButton look="secondary" pending="…">
          Enregistrer la fin
        </SubmitButton>
      </div>
    </Form>
  </details>
)
