import { Prix } from "@/components/catalogue/prix.tsx"
import { Form } from "@/components/ui/form.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { changeOptionEtatAction } from "@/lib/catalogue/actions.ts"
import type { OptionGeree } from "@/lib/catalogue/queries/options.ts"
import { tvaWords } from "@/lib/catalogue/rules/tva.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type OptionsTableProps = { service: { slug: string; version: string }; options: readonly OptionGeree[] }

/** All of them, those withdrawn too: what was asked for goes on. */
export const OptionsTable = ({ service, options }: OptionsTableProps) => (
  <Table
    caption="Options de ce service"
    rows={options}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/catalogue/${service.slug}/options/${id}`}
    columns={[
      { key: "nom", header: "Option", rowHeader: true, cell: ({ nom }) => nom },
      {
        key: "prix",
        header: "Prix",
        cell: ({ prix, unite }) => (prix ? <Prix {...prix} unite={unite ?? "collectivité"} /> : "Sur devis"),
      },
      { key: "tva", header: "TVA", cell: ({ prix }) => (prix ? tvaWords(prix) : "–") },
      { key: "prises", header: "Demandes", end: true, cell: ({ souscriptions }) => formatInteger(souscriptions) },
      {
        key: "etat",
        header: "État",
        cell: ({ retiree }) =>
          retiree ? <StateBadge>retirée</StateBadge> : <StateBadge tone="ok">proposée</StateBadge>,
      },
      { key: "acte", header: "Changer", cell: (option) => <EtatForm service={service} option={option} /> },
    ]}
  />
)

function EtatForm({ service, option }: { service: OptionsTableProps["service"]; option: OptionGeree }) {
  const { id, nom, retiree } = option
  const words = retiree ? "Proposer à nouveau" : "Retirer"
  return (
    <Form
      action={changeOptionEtatAction}
      hidden={{ service: service.slug, version: service.version, option: id, proposee: retiree ? "oui" : "non" }}
      aria-label={`${words} : ${nom}`}
      className="grid"
    >
      <SubmitButton look="quiet" pending="Enregistrement…">
        {words}
        <span className="sr-only"> : {nom}</span>
      </SubmitButton>
    </Form>
  )
}
