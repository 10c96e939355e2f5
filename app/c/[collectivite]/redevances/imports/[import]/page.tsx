import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SheetReview } from "@/components/imports/sheet-review.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { applyImportAction, leaveImportAction, matchColumnsAction } from "@/lib/redevances/actions/commune.ts"
import { findImport } from "@/lib/redevances/queries/imports.ts"
import { CHAMP_LABELS, CHAMPS } from "@/lib/redevances/rules/fichier/colonnes.ts"
import { shownRow } from "./_components/shown-row.ts"

export const metadata: Metadata = { title: "Un fichier lu" }

const ACTIONS = { match: matchColumnsAction, apply: applyImportAction, leave: leaveImportAction }
const WORDS = { take: "Enregistrer", taken: "enregistrée" }

export default async function ImportPage({ params }: { params: Promise<{ collectivite: string; import: string }> }) {
  const { collectivite, import: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const file = isIdentifier(id) ? await read(ctx, (tx) => findImport(tx, collectiviteId, id)) : null
  if (!file) notFound()
  const path = `/c/${collectivite}/redevances`
  const open = file.etat === "a_verifier"
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
      <SheetReview
        {...{ rows: file.lignes.map(shownRow), open, actions: ACTIONS, words: WORDS }}
        hidden={{ collectivite, import: id }}
        columns={{
          ...{ champs: CHAMPS, labels: CHAMP_LABELS, required: ["operateur"] },
          ...{ entetes: file.entetes, correspondance: file.correspondance },
        }}
      />
    </>
  )
}
