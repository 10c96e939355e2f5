import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { DroitsPage } from "@/lib/outils/queries/droits.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatCount } from "@/lib/platform/format.ts"

type DroitFormProps = {
  page: DroitsPage
  hidden: { collectivite: string; service: string }
  give: FormAction
  equipe: string
}

/** Names one more person; says why where nobody more can be. */
export function DroitForm({ page, hidden, give, equipe }: DroitFormProps) {
  const { module, nommables, nommes } = page
  const { comptesInclus, profils } = module
  if (comptesInclus !== null && nommes.length >= comptesInclus)
    return (
      <p className="max-w-measure">
        L’adhésion comprend {formatCount(comptesInclus, "compte")} pour cet outil :{" "}
        {comptesInclus < 2 ? "il est donné" : "tous sont donnés"}. Retirez-en un, ou demandez-en davantage à
        l’opérateur.
      </p>
    )
  if (nommables.length === 0)
    return (
      <p className="max-w-measure">
        Toute l’équipe y a déjà accès. Pour une autre personne, invitez-la d’abord dans <a href={equipe}>l’équipe</a>.
      </p>
    )
  return (
    <Form action={give} hidden={hidden} aria-label="Donner un accès">
      <SelectField
        name="personne"
        label="Personne de l’équipe"
        empty="Choisir…"
        options={nommables.map(({ id, nom, fonction }) => ({ value: id, label: `${nom}, ${fonction}` }))}
        required
      />
      <SelectField
        name="profil"
        label="Profil dans l’outil"
        options={profils.map((profil) => ({ value: profil, label: profil }))}
        required
      />
      <TextField
        name="jusquAu"
        label="Dernier jour"
        type="date"
        hint="Vide : tant qu’elle est habilitée par la collectivité."
      />
      <div>
        <SubmitButton pending="Enregistrement…">Donner l’accès</SubmitButton>
      </div>
    </Form>
  )
}
