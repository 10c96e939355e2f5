import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { chooseNomAction } from "@/lib/messageries/actions.ts"
import { isGeneric } from "@/lib/messageries/rules/nom.ts"
import type { MessagerieFile } from "@/lib/messageries/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"

type NomSectionProps = {
  target: Readonly<Record<string, string>>
  messagerie: MessagerieFile | null
  suggestions: readonly string[]
}

/** The name comes first: no mailbox without it. */
export function NomSection({ target, messagerie, suggestions }: NomSectionProps) {
  const switched = messagerie?.etapes.some(({ code }) => code === "bascule") ?? false
  return (
    <Section title="Le nom de domaine">
      {messagerie?.nom ? (
        <p>
          <strong className="text-lg">{messagerie.nom}</strong>{" "}
          <StateBadge tone={messagerie.nomLibre ? "ok" : "info"}>
            {messagerie.nomLibre ? "libre" : "déjà enregistré"}
          </StateBadge>
          <span className="block text-muted text-sm">
            {messagerie.nomVerifieLe ? `Vérifié le ${formatInstant(messagerie.nomVerifieLe)}. ` : ""}
            {messagerie.nomLibre
              ? "Le prestataire l’achète au nom de la collectivité."
              : "S’il n’est pas déjà à la collectivité, choisissez-en un autre."}
            {messagerie.ancienneAdresse
              ? ` Ancienne adresse : ${messagerie.ancienneAdresse}${isGeneric(messagerie.ancienneAdresse) ? " (générique, facile à imiter)" : ""}.`
              : ""}
          </span>
        </p>
      ) : (
        <p className="max-w-measure text-muted">
          Par exemple {suggestions.join(", ")}. Le nom est vérifié auprès des serveurs de noms dès que vous l’envoyez.
        </p>
      )}
      {switched ? null : (
        <Form action={chooseNomAction} hidden={target} aria-label="Nom de domaine">
          <TextField
            name="nom"
            label={messagerie?.nom ? "Changer de nom" : "Nom voulu"}
            defaultValue={messagerie?.nom ?? suggestions[0]}
            autoComplete="off"
            required
          />
          <TextField
            name="ancienneAdresse"
            label="L’adresse que vous quittez"
            type="email"
            defaultValue={messagerie?.ancienneAdresse ?? ""}
          />
          <div>
            <SubmitButton pending="Vérification du nom…">Vérifier et choisir ce nom</SubmitButton>
          </div>
        </Form>
      )}
    </Section>
  )
}
