import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { isReconciled, type Rapprochement } from "@/lib/cotisations/queries/rapprochement.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"

/** Approved against issued, counted apart: every member is somewhere, every titre is somebody's. */
export function Reconciliation({ rapprochement }: { rapprochement: Rapprochement }) {
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

const Sums = ({ count, montant }: { count: number; montant: bigint }) => (
  <>
    {formatCount(count, "titre")}, <Amount cents={montant} />
  </>
)
