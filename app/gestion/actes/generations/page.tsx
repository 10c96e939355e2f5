import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { launchGenerationAction } from "@/lib/conventions/actions.ts"
import { countCandidates, type GenerationRow, listGenerations } from "@/lib/conventions/queries/generations.ts"
import { GENRE_LABELS } from "@/lib/conventions/types.ts"
import { formatCount, formatInstant } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Établir les actes de tous les membres" }

const COLUMNS: readonly Column<GenerationRow>[] = [
  { key: "motif", header: "Pourquoi", rowHeader: true, cell: ({ motif }) => motif },
  { key: "genre", header: "Acte", cell: ({ genre }) => GENRE_LABELS[genre] },
  { key: "lancee", header: "Lancée le", nowrap: true, cell: ({ creeLe }) => formatInstant(creeLe) },
  { key: "par", header: "Par", cell: ({ par }) => par ?? "–" },
  { key: "etat", header: "Avancement", cell: stateWords },
]

function stateWords({ aFaire, total, faites, echecs }: GenerationRow): string {
  if (aFaire > 0) return `en cours, ${faites} sur ${total}`
  return echecs > 0 ? `${formatCount(echecs, "échec")}` : `${formatCount(faites, "acte établi", "actes établis")}`
}

export default async function GenerationsPage() {
  const ctx = await agentContext()
  const { generations, chartes, conventions } = await read(ctx, async (tx) => ({
    generations: await listGenerations(tx),
    chartes: await countCandidates(tx, "charte"),
    conventions: await countCandidates(tx, "convention"),
  }))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Actes à signer", href: "/gestion/actes" }]}
        title="Établir les actes de tous les membres"
        lede="Les chartes avec le catalogue en vigueur, ou les conventions qui manquent, en une fois. Chaque acte attend ensuite ses signatures."
      />
      <Section title="Nouvelle génération">
        <Form action={launchGenerationAction} aria-label="Nouvelle génération">
          <RadioField
            name="genre"
            legend="Que faut-il établir ?"
            options={[
              {
                value: "charte",
                label: `Les chartes : ${formatCount(chartes, "membre")} sans charte en cours de signature`,
              },
              {
                value: "convention",
                label: `Les conventions : ${formatCount(conventions, "souscription")} sans convention`,
              },
            ]}
            defaultValue="charte"
          />
          <TextField name="motif" label="Pourquoi" hint="Par exemple : catalogue 2027." maxLength={200} required />
          <div>
            <SubmitButton pending="Lancement…">Établir ces actes</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Générations">
        {generations.length === 0 ? (
          <EmptyState title="Aucune génération pour le moment">
            Une adhésion ou une souscription établit son acte d’elle-même.
          </EmptyState>
        ) : (
          <Table
            caption="Générations, la plus récente d’abord"
            columns={COLUMNS}
            rows={generations}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/gestion/actes/generations/${id}`}
          />
        )}
      </Section>
    </>
  )
}
