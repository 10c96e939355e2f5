import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ColumnsForm } from "@/components/imports/columns-form.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { applyImportAction, leaveImportAction, matchColumnsAction } from "@/lib/redevances/actions/commune.ts"
import { findImport } from "@/lib/redevances/queries/imports.ts"
import { CHAMP_LABELS, CHAMPS } from "@/lib/redevances/rules/fichier/colonnes.ts"
import { RowsList } from "./_components/rows-list.tsx"

export const metadata: Metadata = { title: "Un fichier lu" }

export default async function ImportPage({ params }: { params: Promise<{ collectivite: string; import: string }> }) {
  const { collectivite, import: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const file = isIdentifier(id) ? await read(ctx, (tx) => findImport(tx, collectiviteId, id)) : null
  if (!file) notFound()
  const path = `/c/${collectivite}/redevances`
  const hidden = { collectivite, import: id }
  const open = file.etat === "a_verifier"
  const count = (verdict: string) => file.lignes.filter((row) => row.verdict === verdict).length
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: path },
          { label: "Imports", href: `${path}/imports` },
        ]}
        title={file.fichierNom}
        lede={`Lu le ${formatInstant(file.creeLe)}. ${open ? "Rien n’est encore enregistré." : file.etat === "enregistre" ? "Enregistré." : "Laissé sans suite."}`}
      />
      <Facts label="Les lignes du fichier">
        <Fact value={formatInteger(count("bonne"))} label="prêtes" />
        <Fact value={formatInteger(count("a_confirmer"))} label="à confirmer" />
        <Fact value={formatInteger(count("refusee"))} label="refusées" />
      </Facts>
      {open ? (
        <Section title="Les colonnes">
          <ColumnsForm
            {...{ action: matchColumnsAction, hidden, champs: CHAMPS, labels: CHAMP_LABELS, required: ["operateur"] }}
            {...{ entetes: file.entetes, correspondance: file.correspondance }}
          />
        </Section>
      ) : null}
      <Section title="Ligne par ligne">
        {open ? (
          <Form action={applyImportAction} hidden={hidden} aria-label="Lignes à enregistrer" className="max-w-none!">
            <RowsList lignes={file.lignes} open />
            <div>
              <SubmitButton pending="Enregistrement…">Enregistrer les lignes prêtes et confirmées</SubmitButton>
            </div>
          </Form>
        ) : (
          <RowsList lignes={file.lignes} open={false} />
        )}
      </Section>
      {open ? (
        <Form action={leaveImportAction} hidden={hidden} aria-label="Laisser ce fichier">
          <div>
            <SubmitButton look="quiet">Laisser ce fichier</SubmitButton>
          </div>
        </Form>
      ) : null}
    </>
  )
}
