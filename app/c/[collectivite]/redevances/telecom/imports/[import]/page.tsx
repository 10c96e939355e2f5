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
import { applyImportAction, leaveImportAction, matchColumnsAction } from "@/lib/telecom/actions.ts"
import { findTelecomImport } from "@/lib/telecom/queries/imports.ts"
import { CHAMP_LABELS, CHAMPS } from "@/lib/telecom/rules/colonnes.ts"
import { LignesLues } from "./_components/lignes-lues.tsx"

export const metadata: Metadata = { title: "Un fichier de lignes télécom" }

const SAID = {
  a_relire: "Rien n’est encore repris.",
  repris: "Repris dans l’inventaire.",
  laisse: "Laissé sans suite.",
}

export default async function TelecomImportPage({
  params,
}: {
  params: Promise<{ collectivite: string; import: string }>
}) {
  const { collectivite, import: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const file = isIdentifier(id) ? await read(ctx, (tx) => findTelecomImport(tx, collectiviteId, id)) : null
  if (!file) notFound()
  const path = `/c/${collectivite}/redevances`
  const hidden = { collectivite, import: id }
  const open = file.etat === "a_relire"
  const count = (verdict: string) => file.lignes.filter((row) => row.verdict === verdict).length
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: path },
          { label: "Budget télécom", href: `${path}/telecom` },
        ]}
        title={file.fichierNom}
        lede={`Lu le ${formatInstant(file.creeLe)}. ${SAID[file.etat]}`}
      />
      <Facts label="Les lignes du fichier">
        <Fact value={formatInteger(count("bonne"))} label="prêtes" />
        <Fact value={formatInteger(count("a_confirmer"))} label="à confirmer" />
        <Fact value={formatInteger(count("refusee"))} label="refusées" />
      </Facts>
      {open ? (
        <Section title="Les colonnes">
          <ColumnsForm
            {...{ action: matchColumnsAction, hidden, champs: CHAMPS, labels: CHAMP_LABELS }}
            {...{ entetes: file.entetes, correspondance: file.correspondance, required: ["site", "fournisseur"] }}
          />
        </Section>
      ) : null}
      <Section title="Ligne par ligne">
        {open ? (
          <Form action={applyImportAction} hidden={hidden} aria-label="Lignes à reprendre" className="max-w-none!">
            <LignesLues lignes={file.lignes} open />
            <div>
              <SubmitButton pending="Enregistrement…">Reprendre les lignes prêtes et confirmées</SubmitButton>
            </div>
          </Form>
        ) : (
          <LignesLues lignes={file.lignes} open={false} />
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
