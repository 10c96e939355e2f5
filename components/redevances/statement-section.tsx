import { PatrimoineTable } from "@/components/redevances/patrimoine-table.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import type { Dossier } from "@/lib/redevances/queries/creance.ts"

const SOURCES = {
  operateur: "déclaré par l’opérateur",
  releve: "relevé sur le terrain",
  fichier: "importé d’un fichier",
  report: "repris de l’année précédente",
} as const

type StatementSectionProps = {
  dossier: Dossier
  collectivite: string
  /** Where the form that corrects it is. */
  edit: string
  canCarry: boolean
  /** Null: to be read only. */
  carryOver: FormAction | null
}

/** What the operator says it has, and the two acts on it: correct it, keep it for next year. */
export function StatementSection({
  dossier: { etat, ligne, declaredNext },
  collectivite,
  edit,
  canCarry,
  carryOver,
}: StatementSectionProps) {
  const { annee, operateurId } = ligne
  return (
    <Section
      title={`Patrimoine au 31 décembre ${annee - 1}`}
      action={carryOver ? <a href={edit}>Corriger cet état</a> : null}
    >
      <p className="text-muted">
        Reçu le {formatDay(etat.recuLe)}, {SOURCES[etat.source]}
        {etat.remplaces > 0
          ? `. ${formatCount(etat.remplaces, "version antérieure gardée", "versions antérieures gardées")}`
          : ""}
        .{etat.note ? ` ${etat.note}` : ""}
      </p>
      <PatrimoineTable lignes={etat.lignes} />
      {carryOver && canCarry && !declaredNext ? (
        <Form
          action={carryOver}
          hidden={{ collectivite, operateur: operateurId, annee: String(annee + 1) }}
          aria-label={`Reprendre pour ${annee + 1}`}
        >
          <div>
            <SubmitButton look="secondary">Reprendre ce patrimoine pour {annee + 1}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Section>
  )
}
