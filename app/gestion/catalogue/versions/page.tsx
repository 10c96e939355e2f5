import type { Metadata } from "next"
import { ChangementsList } from "@/components/catalogue/changements-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { publishVersionAction } from "@/lib/catalogue/actions.ts"
import { findPublies, findVersion, listVersions } from "@/lib/catalogue/queries/versions.ts"
import { compareVersions } from "@/lib/catalogue/rules/versions.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatInteger, formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Versions du catalogue" }

const PATH = "/gestion/catalogue/versions"

export default async function VersionsPage() {
  const ctx = await agentContext()
  const day = today()
  const { versions, last, now } = await read(ctx, async (tx) => {
    const versions = await listVersions(tx)
    const [newest] = versions
    // A version dated ahead holds the prices of its day: what would follow it is judged on that day too.
    const then = newest && newest.depuis > day ? newest.depuis : day
    return {
      versions,
      last: newest ? await findVersion(tx, newest.numero) : null,
      now: await findPublies(tx, then),
    }
  })
  const pending = compareVersions(last?.services ?? [], now)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: "/gestion/catalogue" }]}
        title="Versions du catalogue"
        lede="Publier fige le catalogue : c’est cette version qu’une charte annexe, et elle ne change plus."
      />
      {versions.length === 0 ? null : (
        <Table
          caption="Versions publiées"
          rows={versions}
          rowKey={({ id }) => id}
          rowHref={({ numero }) => `${PATH}/${numero}`}
          columns={COLUMNS}
        />
      )}
      <Section title="Depuis la dernière version">
        {pending.length === 0 ? (
          <p className="text-muted">Rien n’a changé : il n’y a rien à publier.</p>
        ) : (
          <>
            <p>{formatCount(pending.length, "service qui change", "services qui changent")}.</p>
            <ChangementsList changements={pending} />
          </>
        )}
      </Section>
      {pending.length === 0 ? null : (
        <Section title="Publier une version">
          <Form action={publishVersionAction} aria-label="Publier une version">
            <TextField name="libelle" label="Nom de la version" hint="Par exemple « Catalogue 2027 »." required />
            <TextField name="depuis" label="Vaut à partir du" type="date" defaultValue={day} required />
            <TextareaField name="note" label="Ce qu’il faut en retenir" hint="Les adhérents le liront." rows={3} />
            <div>
              <SubmitButton pending="Publication…">Publier et figer cette version</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}

type Row = Awaited<ReturnType<typeof listVersions>>[number]
const COLUMNS = [
  { key: "libelle", header: "Version", rowHeader: true, cell: ({ libelle }: Row) => libelle },
  { key: "numero", header: "N°", end: true, cell: ({ numero }: Row) => numero },
  { key: "depuis", header: "En vigueur", nowrap: true, cell: ({ depuis }: Row) => formatShortDay(depuis) },
  { key: "services", header: "Services", end: true, cell: ({ services }: Row) => formatInteger(services) },
]
