import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import { isSansSuite } from "@/lib/postes/rules/ecarts.ts"
import type { Composant, Poste } from "@/lib/postes/types.ts"
import { ComposantBadge } from "./badges.tsx"

type PostesTableProps = {
  postes: readonly Poste[]
  composants: readonly Composant[]
  /** Where a post is removed; the staff's view has none. */
  removeHref?: (poste: Poste) => string
  /** Where one asks for a repair of a post of which a component is in alert. */
  helpHref?: (poste: Poste) => string
}

/** Each post with the state of each of its components. */
export function PostesTable({ postes, composants, removeHref, helpHref }: PostesTableProps) {
  const columns: Column<Poste>[] = [
    { key: "numero", header: "N°", end: true, cell: ({ numero }) => numero },
    {
      key: "nom",
      header: "Poste",
      rowHeader: true,
      cell: (poste) => (
        <>
          {poste.nom}
          <span className="block font-normal text-muted text-sm">
            {poste.site}, {poste.fonction}
          </span>
          {helpHref && Object.values(poste.etats).includes("en_alerte") ? (
            <a href={helpHref(poste)} className="block font-normal text-sm">
              Demander un dépannage<span className="sr-only"> pour {poste.nom}</span>
            </a>
          ) : null}
        </>
      ),
    },
    { key: "periode", header: "Facturé", nowrap: true, cell: periodOf },
    ...composants.map(
      ({ code, nom }): Column<Poste> => ({
        key: code,
        header: nom,
        cell: (poste) => (isSansSuite(poste.commande) ? "–" : <ComposantBadge etat={poste.etats[code]} />),
      }),
    ),
    ...(removeHref
      ? [
          {
            key: "retirer",
            header: <span className="sr-only">Retirer</span>,
            cell: (poste: Poste) =>
              poste.fin === null && poste.debut !== null ? (
                <a href={removeHref(poste)}>
                  Retirer<span className="sr-only"> {poste.nom}</span>
                </a>
              ) : null,
          },
        ]
      : []),
  ]
  return <Table caption="Postes" rows={postes} rowKey={({ id }) => id} columns={columns} />
}

function periodOf({ debut, fin, commande }: Poste): string {
  if (isSansSuite(commande)) return commande.etat === "refusee" ? "Ajout refusé" : "Ajout annulé"
  if (commande.etat === "a_approuver") return "Ajout à approuver"
  if (debut === null) return "À la mise en service"
  return fin === null ? `Depuis le ${formatShortDay(debut)}` : `Du ${formatShortDay(debut)} au ${formatShortDay(fin)}`
}
