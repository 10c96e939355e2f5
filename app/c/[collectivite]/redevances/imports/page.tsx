import type { Metadata } from "next"
import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { prepareImportAction } from "@/lib/redevances/actions/commune.ts"
import { listImports } from "@/lib/redevances/queries/imports.ts"

export const metadata: Metadata = { title: "Importer un état du patrimoine" }

const ETATS = { a_verifier: "à vérifier", enregistre: "enregistré", laisse: "laissé" } as const

export default async function ImportsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const imports = await read(ctx, (tx) => listImports(tx, collectiviteId))
  const path = `/c/${collectivite}/redevances`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: path }]}
        title="Importer un fichier"
        lede="Le fichier d’un opérateur, ou le vôtre : XLSX ou CSV. Rien n’est enregistré avant que vous ayez relu chaque ligne."
      />
      <Form action={prepareImportAction} hidden={{ collectivite }} aria-label="Fichier à importer">
        <FileField
          name="fichier"
          label="Fichier"
          hint="2 Mo et 1 000 lignes au plus. Les unités dans les cellules (« 12,4 km ») sont comprises."
          accept=".xlsx,.csv,.txt"
          required
        />
        <TextField
          name="annee"
          label="Année de la redevance"
          hint="Pour les lignes qui ne disent pas leur année."
          inputMode="numeric"
          defaultValue={yearOf(today())}
          required
        />
        <div>
          <SubmitButton pending="Lecture…">Lire le fichier</SubmitButton>
        </div>
      </Form>
      {imports.length > 0 ? (
        <Section title="Fichiers lus">
          <Table
            caption="Fichiers lus"
            rows={imports}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `${path}/imports/${id}`}
            columns={[
              { key: "fichier", header: "Fichier", rowHeader: true, cell: ({ fichierNom }) => fichierNom },
              { key: "annee", header: "Année", cell: ({ annee }) => String(annee) },
              { key: "le", header: "Lu le", nowrap: true, cell: ({ creeLe }) => formatInstant(creeLe) },
              { key: "etat", header: "État", cell: ({ etat }) => ETATS[etat] },
            ]}
          />
        </Section>
      ) : null}
    </>
  )
}
