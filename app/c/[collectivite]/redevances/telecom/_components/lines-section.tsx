import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import { addLigneAction, retireLigneAction } from "@/lib/telecom/actions.ts"
import type { LigneFile } from "@/lib/telecom/queries/lignes.ts"
import { LIGNE_GENRES, LIGNE_LABELS } from "@/lib/telecom/types.ts"

/** What is paid, line by line, each with its way out of the inventory. */
export const LinesTable = ({ lignes, collectivite }: { lignes: readonly LigneFile[]; collectivite: string }) => (
  <Table
    caption="Lignes et abonnements"
    rows={lignes}
    rowKey={({ id }) => id}
    columns={[
      ...COLUMNS,
      {
        key: "retirer",
        header: <span className="sr-only">Action</span>,
        cell: ({ id, site, libelle }) => (
          <Form
            action={retireLigneAction}
            hidden={{ collectivite, ligne: id }}
            aria-label={`Retirer ${site}, ${libelle}`}
          >
            <SubmitButton look="quiet">Retirer</SubmitButton>
          </Form>
        ),
      },
    ]}
  />
)

const COLUMNS: Column<LigneFile>[] = [
  { key: "ligne", header: "Ligne", rowHeader: true, cell: ({ site, libelle }) => `${site}, ${libelle.toLowerCase()}` },
  { key: "genre", header: "Genre", cell: ({ genre, cuivre }) => `${LIGNE_LABELS[genre]}${cuivre ? " (cuivre)" : ""}` },
  { key: "fournisseur", header: "Fournisseur", cell: ({ fournisseur }) => fournisseur },
  { key: "mois", header: "Par mois", end: true, cell: ({ montantMensuel }) => formatAmount(montantMensuel) },
  { key: "usage", header: "Utilisée", cell: ({ utilisee }) => (utilisee ? "oui" : "non") },
  {
    key: "engagement",
    header: "Engagement",
    nowrap: true,
    cell: ({ engagementJusqua }) => (engagementJusqua ? formatShortDay(engagementJusqua) : "–"),
  },
]

export const LineForm = ({ collectivite }: { collectivite: string }) => (
  <Form action={addLigneAction} hidden={{ collectivite }} aria-label="Ajouter une ligne">
    <TextField name="site" label="Site" hint="Mairie, école, salle des fêtes…" required />
    <TextField name="libelle" label="À quoi sert la ligne" required />
    <SelectField
      name="genre"
      label="Genre"
      options={LIGNE_GENRES.map((genre) => ({ value: genre, label: LIGNE_LABELS[genre] }))}
      required
    />
    <TextField name="fournisseur" label="Fournisseur" required />
    <TextField name="montantMensuel" label="Prix par mois, TTC" unit="€" inputMode="decimal" required />
    <CheckboxField name="cuivre" label="Sur le réseau cuivre" />
    <CheckboxField name="inutilisee" label="Ne sert plus" />
    <TextField name="engagementJusqua" label="Engagement jusqu’au" type="date" />
    <div>
      <SubmitButton>Ajouter la ligne</SubmitButton>
    </div>
  </Form>
)
