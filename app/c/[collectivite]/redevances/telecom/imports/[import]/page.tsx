import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SheetReview } from "@/components/imports/sheet-review.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { applyImportAction, leaveImportAction, matchColumnsAction } from "@/lib/telecom/actions.ts"
import { findTelecomImport } from "@/lib/telecom/queries/imports.ts"
import { CHAMP_LABELS, CHAMPS } from "@/lib/telecom/rules/colonnes.ts"
import { shownRow } from "./_components/shown-row.ts"

export const metadata: Metadata = { title: "Un fichier de lignes télécom" }

const ACTIONS = { match: matchColumnsAction, apply: applyImportAction, leave: leaveImportAction }
const WORDS = { take: "Reprendre", taken: "reprise" }

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
  const open = file.etat === "a_relire"
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
      <SheetReview
        {...{ rows: file.lignes.map(shownRow), open, actions: ACTIONS, words: WORDS }}
        hidden={{ collectivite, import: id }}
        columns={{
          ...{ champs: CHAMPS, labels: CHAMP_LABELS, required: ["site", "fournisseur"] },
          ...{ entetes: file.entetes, correspondance: file.correspondance },
        }}
      />
    </>
  )
}
