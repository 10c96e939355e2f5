import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { formatInstant } from "@/lib/platform/format.ts"
import { prepareImportAction } from "@/lib/telecom/actions.ts"
import type { TelecomImportEtat } from "@/lib/telecom/types.ts"

type ImportSectionProps = {
  collectivite: string
  path: string
  imports: readonly { id: string; etat: TelecomImportEtat; fichierNom: string; creeLe: Date }[]
}

const ETATS = { a_relire: "à relire", repris: "repris", laisse: "laissé" } as const

/** From a bill's summary or a workbook of one's own; read first, taken afterwards. */
export const ImportSection = ({ collectivite, path, imports }: ImportSectionProps) => (
  <Section title="Reprendre un fichier">
    <Form action={prepareImportAction} hidden={{ collectivite }} aria-label="Fichier de lignes à reprendre">
      <FileField
        name="fichier"
        label="Fichier de vos lignes"
        hint="XLSX ou CSV, 2 Mo et 1 000 lignes au plus : le récapitulatif d’un fournisseur ou votre propre tableau. Rien n’est repris avant que vous ayez relu chaque ligne."
        accept=".xlsx,.csv,.txt"
        required
      />
      <div>
        <SubmitButton look="secondary" pending="Lecture…">
          Lire le fichier
        </SubmitButton>
      </div>
    </Form>
    {imports.length > 0 ? (
      <ul className="grid gap-1">
        {imports.map(({ id, etat, fichierNom, creeLe }) => (
          <li key={id}>
            <a href={`${path}/telecom/imports/${id}`}>{fichierNom}</a>, lu le {formatInstant(creeLe)} ({ETATS[etat]})
          </li>
        ))}
      </ul>
    ) : null}
  </Section>
)
