import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { isReconciled, type PartageEnAttente, type Rapprochement } from "@/lib/cotisations/queries/rapprochement.ts"
import { formatAmount, formatCount, formatInteger, formatList } from "@/lib/platform/format.ts"

type Props = { rapprochement: Rapprochement; partages: readonly PartageEnAttente[] }

/** Approved against issued, counted apart: every member is somewhere, every titre is somebody's. */
export function Reconciliation({ rapprochement, partages }: Props) {
  const { membres, avecTitre, exclus, rienADevoir, attendus, attendu, emis, emisMontant } = rapprochement
  const { manquants, enTrop, differents } = rapprochement
  return (
    <Section title="Rapprochement">
      {isReconciled(rapprochement) ? (
        <Notice tone="ok">Chaque titre attendu est émis, à la somme approuvée.</Notice>
      ) : (
        <Notice tone="attention" title="Tout n’est pas encore émis">
          {formatCount(manquants, "titre attendu", "titres attendus")} sans document, {formatInteger(enTrop)} en trop,{" "}
          {formatInteger(differents)} à une autre somme.
        </Notice>
      )}
      {partages.length > 0 ? <Waiting partages={partages} /> : null}
      <DescriptionList
        items={[
          {
            label: "Collectivités de la campagne",
            value: `${formatInteger(membres)} : ${formatInteger(avecTitre)} avec un titre, ${formatInteger(exclus)} exclues, ${formatInteger(rienADevoir)} qui ne doivent rien`,
          },
          { label: "Attendu", value: <Sums count={attendus} montant={attendu} /> },
          { label: "Émis", value: <Sums count={emis} montant={emisMontant} /> },
        ]}
      />
    </Section>
  )
}

/** Leaving a payer out leaves its shares of common costs to be asked for: where, and how much. */
const Waiting = ({ partages }: Pick<Props, "partages">) => (
  <Notice tone="attention" title="Des parts de coûts partagés attendent leur titre">
    <ul className="grid gap-1">
      {partages.map(({ id, libelle, parts, montant, payeurs }) => (
        <li key={id}>
          <a href={`/gestion/partages/${id}`}>{libelle}</a> : {formatCount(parts, "part")}, {formatAmount(montant)} hors
          TVA, à la charge de {formatList(payeurs)}.
        </li>
      ))}
    </ul>
  </Notice>
)

const Sums = ({ count, montant }: { count: number; montant: bigint }) => (
  <>
    {formatCount(count, "titre")}, <Amount cents={montant} />
  </>
)
