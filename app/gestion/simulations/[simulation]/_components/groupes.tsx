import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { type Effet, type Groupe, groupsOf } from "@/lib/cotisations/rules/simulation.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"

const PAYING: readonly Column<Groupe>[] = [
  { key: "nom", header: "Membres", rowHeader: true, cell: (row) => row.nom },
  { key: "nombre", header: "Paient", end: true, cell: ({ bilan }) => formatInteger(bilan.membres) },
  { key: "moins", header: "Paieraient moins", end: true, cell: ({ bilan }) => formatInteger(bilan.gagnants.nombre) },
  { key: "plus", header: "Paieraient plus", end: true, cell: ({ bilan }) => formatInteger(bilan.perdants.nombre) },
  { key: "avant", header: "Aujourd’hui", end: true, cell: ({ bilan }) => <Amount cents={bilan.avant} /> },
  { key: "apres", header: "Simulé", end: true, cell: ({ bilan }) => <Amount cents={bilan.apres} /> },
  {
    key: "ecart",
    header: "Écart",
    end: true,
    cell: ({ bilan }) => <Amount cents={bilan.apres - bilan.avant} difference />,
  },
]

/** Already in the figures of the page: left out where the others need their room. */
const SIDES: readonly string[] = ["moins", "plus"]

const POSSIBLE: readonly Column<Groupe>[] = [
  { key: "pourraient", header: "Pourraient", end: true, cell: ({ possible }) => formatInteger(possible.membres) },
  { key: "exclues", header: "Ne peuvent pas", end: true, cell: ({ exclues }) => formatInteger(exclues) },
  {
    key: "possible",
    header: "Si elles souscrivaient",
    end: true,
    cell: ({ possible }) => <Amount cents={possible.apres} />,
  },
]

// fromEntries forgets its keys: they are those of TYPE_LABELS.
const TYPE_WORDS = Object.fromEntries(Object.entries(TYPE_LABELS).map(([type, { many }]) => [type, many])) as Record<
  CollectiviteType,
  string
>

export const ByType = ({ effets, service }: { effets: readonly Effet[]; service: boolean }) => (
  <Section title="Par type et par taille">
    <Table
      caption="Effet par type et par taille"
      columns={service ? [...PAYING.filter(({ key }) => !SIDES.includes(key)), ...POSSIBLE] : PAYING}
      rows={groupsOf(effets, TYPE_WORDS)}
      rowKey={({ nom }) => nom}
    />
  </Section>
)

export type Pilier = { nom: string; avant: Cents; apres: Cents }

const PILIERS: readonly Column<Pilier>[] = [
  { key: "nom", header: "Pilier", rowHeader: true, cell: ({ nom }) => nom },
  { key: "avant", header: "Aujourd’hui", end: true, cell: ({ avant }) => <Amount cents={avant} /> },
  { key: "apres", header: "Simulé", end: true, cell: ({ apres }) => <Amount cents={apres} /> },
  { key: "ecart", header: "Écart", end: true, cell: ({ avant, apres }) => <Amount cents={apres - avant} difference /> },
]

/** `how`: a cotisation is spread over the pillars by what they cost, a service is one pillar's. */
export const ByPilier = ({ piliers, how }: { piliers: readonly Pilier[]; how: string }) => (
  <Section title="Par pilier">
    <p className="max-w-measure text-muted">{how}</p>
    {piliers.length > 0 ? (
      <Table caption="Effet par pilier" columns={PILIERS} rows={piliers} rowKey={({ nom }) => nom} />
    ) : null}
  </Section>
)
