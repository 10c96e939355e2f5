import { Amount } from "@/components/ui/amount.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { EffetImport } from "@/lib/imports/queries/effet-populations.ts"
import type { ImportFile } from "@/lib/imports/queries/imports.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"

type Props = { effet: EffetImport; population: NonNullable<ImportFile["parametres"]["population"]> }

/** What a person weighs before applying: inhabitants in all, and what they make the members pay. */
export function EffetPopulations({ effet, population }: Props) {
  const { habitants, cotisations, reference, lignes } = effet
  if (lignes === 0) return null
  const counts = population.genre === reference.genre
  const { avant, apres } = cotisations
  return (
    <Section title="Ce que ce fichier change">
      <Facts label="Ce que ce fichier change">
        <Fact value={`${formatInteger(habitants.avant)} → ${formatInteger(habitants.apres)}`} label="habitants">
          {signed(habitants.apres - habitants.avant)}
          {habitants.sansAvant > 0
            ? `, sans compter ${formatCount(habitants.sansAvant, "ligne")} qui n’${habitants.sansAvant > 1 ? "avaient" : "avait"} pas de chiffre`
            : ""}
        </Fact>
        {counts ? (
          <>
            <Fact value={<Amount cents={apres - avant} difference />} label="de cotisations par an">
              {formatCount(cotisations.membres, "membre")}, au tarif d’aujourd’hui
            </Fact>
            <Fact value={<Amount cents={apres} />} label="de cotisations avec ces chiffres">
              au lieu de <Amount cents={avant} />
            </Fact>
          </>
        ) : null}
      </Facts>
      <p className="max-w-measure text-muted">{words(effet, population)} Lignes à vérifier comprises.</p>
    </Section>
  )
}

function words({ reference }: EffetImport, { genre, millesime }: Props["population"]): string {
  const used = `${POPULATION_LABELS[reference.genre]} ${reference.millesime}`
  if (genre !== reference.genre)
    return `La cotisation compte la ${used} : ce fichier, d’une autre population, ne change aucune cotisation.`
  if (millesime === reference.millesime)
    return `La cotisation compte ce millésime (${used}) : ces montants seront ceux de la prochaine campagne.`
  return `La cotisation compte la ${used}. Ces montants seront ceux du millésime ${millesime} une fois choisi dans les réglages de la facturation.`
}

const signed = (change: number): string =>
  change === 0 ? "aucun changement" : `${change > 0 ? "+" : "−"} ${formatCount(Math.abs(change), "habitant")}`
