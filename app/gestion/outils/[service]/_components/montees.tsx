import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { openMonteeAction } from "@/lib/outils/actions.ts"
import type { MonteeRow } from "@/lib/outils/queries/montees.ts"
import { formatCount } from "@/lib/platform/format.ts"

/** New versions of this tool, each with how far it has come; and where one begins. */
export function Montees({ slug, montees }: { slug: string; montees: readonly MonteeRow[] }) {
  return (
    <Section title="Montées de version">
      {montees.length > 0 ? (
        <ul className="list-disc ps-5">
          {montees.map(({ id, titre, vagues, collectivites, faites }) => (
            <li key={id}>
              <a href={`/gestion/outils/${slug}/montees/${id}`}>{titre}</a> : {formatCount(vagues, "vague")}, {faites}{" "}
              faites sur {collectivites}.
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">Aucune.</p>
      )}
      <Form action={openMonteeAction} hidden={{ service: slug }} aria-label="Préparer une montée de version">
        <TextField name="titre" label="Nom de la version" hint="Par exemple « Parapheur, version 6 »." required />
        <TextareaField name="apporte" label="Ce qui change pour ceux qui s’en servent" rows={3} required />
        <TextField name="guide" label="Adresse d’un guide" type="url" />
        <div>
          <SubmitButton pending="Enregistrement…">Préparer la montée de version</SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
