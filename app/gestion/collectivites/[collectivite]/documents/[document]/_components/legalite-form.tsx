import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { recordLegaliteAction } from "@/lib/documents/actions.ts"
import type { DocumentFile } from "@/lib/documents/queries/file.ts"

/** Control of legality (CGCT, L. 2131-1 and L. 2131-2), and the end from which some durations run. */
export function LegaliteForm({
  collectivite,
  document: { id, legalite },
}: {
  collectivite: string
  document: DocumentFile
}) {
  return (
    <Section title="Contrôle de légalité">
      <Form
        key={legalite?.version ?? 0}
        action={recordLegaliteAction}
        hidden={{ collectivite, document: id, version: String(legalite?.version ?? 0) }}
        aria-label="Contrôle de légalité"
      >
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            name="transmisLe"
            label="Transmis à la préfecture le"
            type="date"
            defaultValue={legalite?.transmisLe ?? undefined}
          />
          <TextField
            name="recuLe"
            label="Reçu en préfecture le"
            type="date"
            defaultValue={legalite?.recuLe ?? undefined}
          />
        </div>
        <TextField
          name="actesNumero"
          label="Identifiant de l’accusé de réception"
          hint="Celui que donne Actes, par exemple 027-212701120-20260303-2026_12-DE."
          maxLength={80}
          defaultValue={legalite?.actesNumero ?? undefined}
        />
        <TextField
          name="finLe"
          label="Fin de ses effets"
          hint="Dernier jour d’une convention ou d’une charte : sa durée de conservation court de là."
          type="date"
          defaultValue={legalite?.finLe ?? undefined}
        />
        <p>
          <SubmitButton look="secondary" pending="Enregistrement…">
            Enregistrer ces dates
          </SubmitButton>
        </p>
      </Form>
    </Section>
  )
}
