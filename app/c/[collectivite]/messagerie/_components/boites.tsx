import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { addBoiteAction, removeBoiteAction } from "@/lib/messageries/actions.ts"
import { BOITE_GENRES, type BoiteGenre, type MessagerieFile } from "@/lib/messageries/types.ts"

type BoitesProps = { boites: MessagerieFile["boites"]; nom: string; target: Readonly<Record<string, string>> }

const GENRES = (Object.keys(BOITE_GENRES) as BoiteGenre[]).map((value) => ({ value, label: BOITE_GENRES[value] }))

export const Boites = ({ boites, nom, target }: BoitesProps) => (
  <Section title="Les boîtes">
    {boites.length === 0 ? <p className="text-muted">Aucune boîte décrite.</p> : null}
    <ul className="border-line border-t empty:hidden">
      {boites.map(({ id, adresse, genre, usage }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-2">
          <p className="min-w-0">
            <strong className="break-all">
              {adresse}@{nom}
            </strong>{" "}
            <span className="text-muted text-sm">
              {BOITE_GENRES[genre]}, {usage}
            </span>
          </p>
          <Form action={removeBoiteAction} hidden={{ ...target, boite: id }} aria-label={`Retirer ${adresse}`}>
            <SubmitButton look="quiet" pending="Retrait…">
              Retirer
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
    <Form action={addBoiteAction} hidden={target} aria-label="Ajouter une boîte">
      <TextField name="adresse" label="Adresse" unit={`@${nom}`} autoComplete="off" required />
      <RadioField name="genre" legend="Genre" options={GENRES} defaultValue="partagee" />
      <TextField name="usage" label="À qui elle sert" hint="Une fonction, par exemple Secrétariat." required />
      <div>
        <SubmitButton pending="Ajout…">Ajouter cette boîte</SubmitButton>
      </div>
    </Form>
  </Section>
)
