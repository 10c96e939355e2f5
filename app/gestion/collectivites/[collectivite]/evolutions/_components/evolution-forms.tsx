import { Button } from "@/components/ui/button.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { formatCount } from "@/lib/platform/format.ts"
import { changeEpciAction, changeMaireAction } from "@/lib/successions/actions.ts"
import type { Choice } from "@/lib/successions/queries/evolutions.ts"

type FusionProps = { collectivite: string; proches: readonly Choice[]; autres: readonly Choice[] }

/** A choice in the address: the next page previews it, and may be shared before anything is recorded. */
export const FusionForm = ({ collectivite, proches, autres }: FusionProps) => (
  <Section title="Fusion ou séparation">
    <form
      action={`/gestion/collectivites/${collectivite}/evolutions/fusion`}
      aria-label="Choisir les communes qui fusionnent"
    >
      <fieldset className="grid gap-3">
        <legend className="mb-2">Avec quelles communes fusionne-t-elle ?</legend>
        <Boxes choices={proches} />
        <details>
          <summary className="cursor-pointer text-accent">D’une autre intercommunalité</summary>
          <Boxes choices={autres} />
        </details>
      </fieldset>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button type="submit" look="secondary">
          Voir ce qui suit d’une fusion
        </Button>
        <LinkButton href={`/gestion/collectivites/${collectivite}/evolutions/separation`}>
          Voir ce qui suit d’une séparation
        </LinkButton>
      </div>
    </form>
  </Section>
)

const Boxes = ({ choices }: { choices: readonly Choice[] }) => (
  <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
    {choices.map(({ value, label }) => (
      <label key={value} className="flex items-center gap-3 py-1">
        <input type="checkbox" name="avec" value={value} className="size-6 shrink-0" />
        {label}
      </label>
    ))}
  </div>
)

type EpciProps = { commune: string; epci: readonly Choice[]; present: string | null; prises: number }

export const EpciForm = ({ commune, epci, present, prises }: EpciProps) => (
  <Section title="Changement d’intercommunalité">
    <p className="max-w-measure">
      Aujourd’hui : {present ?? "aucune"}. L’histoire reste ; les comparaisons entre voisines suivent la nouvelle.
      {prises > 0
        ? ` ${formatCount(prises, "prise en charge", "prises en charge")} de l’ancienne intercommunalité prendront fin ce jour-là, et les deux côtés seront prévenus.`
        : ""}
    </p>
    <Form action={changeEpciAction} hidden={{ commune }} aria-label="Changement d’intercommunalité">
      <SelectField name="epci" label="Nouvelle intercommunalité" empty="Aucune" options={epci} />
      <TextField name="le" label="Date d’effet" type="date" className="max-w-60" required />
      <TextField name="fondement" label="Arrêté préfectoral" hint="Numéro et date." maxLength={200} required />
      <div>
        <SubmitButton look="secondary" pending="Enregistrement…">
          Enregistrer le changement d’intercommunalité
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

type MaireProps = {
  commune: string
  fonction: string
  personnes: readonly Choice[]
  present: string | null
  delegations: number
  actes: number
}

export const MaireForm = ({ commune, fonction, personnes, present, delegations, actes }: MaireProps) => (
  <Section title={fonction === "Maire" ? "Changement de maire" : "Changement de président"}>
    <p className="max-w-measure">
      Aujourd’hui : {present ?? "aucun mandat enregistré"}. Ce mandat prendra fin
      {delegations > 0 ? `, avec ${formatCount(delegations, "délégation")} de signature` : ""}. Ce qui a été signé reste
      signé
      {actes > 0 ? ` ; ${formatCount(actes, "acte")} en attente sera à signer par la nouvelle personne` : ""}.
    </p>
    <Form action={changeMaireAction} hidden={{ commune }} aria-label={`Changement : ${fonction}`}>
      <SelectField
        name="personne"
        label="Personne élue"
        hint="Elle doit être rattachée à la collectivité."
        empty="Choisir…"
        options={personnes}
        required
      />
      <TextField name="le" label="Élue le" type="date" className="max-w-60" required />
      <TextField name="fondement" label="Procès-verbal d’élection" hint="Sa date." maxLength={200} required />
      <div>
        <SubmitButton look="secondary" pending="Enregistrement…">
          Enregistrer la nouvelle élection
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
