import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { abandonImportAction, applyImportAction } from "@/lib/imports/actions.ts"
import type { ImportFile } from "@/lib/imports/queries/imports.ts"
import { formatCount } from "@/lib/platform/format.ts"

/** The second act, and the way out. */
export function ApplySection({ file }: { file: ImportFile }) {
  const changes = (file.bilan.nouveau ?? 0) + (file.bilan.modifie ?? 0) - file.aConfirmer
  const refused = file.bilan.refuse ?? 0
  return (
    <Section title="Appliquer ou abandonner">
      <p id="appliquer" className="max-w-measure">
        {changes > 0
          ? `${formatCount(changes, "ligne")} ${changes > 1 ? "changent" : "change"} la base.`
          : "Aucune ligne ne change la base pour le moment."}
        {refused > 0
          ? ` ${formatCount(refused, "ligne")} ${refused > 1 ? "refusées ne changeront" : "refusée ne changera"} rien.`
          : ""}
      </p>
      <div className="flex flex-wrap items-start gap-4">
        {changes > 0 ? (
          <Form action={applyImportAction} hidden={{ import: file.id }} aria-label="Appliquer l’import">
            <SubmitButton pending="Application en cours…">{`Appliquer ${formatCount(changes, "ligne")}`}</SubmitButton>
          </Form>
        ) : null}
        <Form action={abandonImportAction} hidden={{ import: file.id }} aria-label="Abandonner l’import">
          <SubmitButton look="secondary" pending="Abandon…">
            Abandonner cet import
          </SubmitButton>
        </Form>
      </div>
    </Section>
  )
}
