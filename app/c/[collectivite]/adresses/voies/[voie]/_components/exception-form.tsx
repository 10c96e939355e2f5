import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { exceptionAction } from "@/lib/bal/actions.ts"
import { adresseEnMots } from "@/lib/bal/rules/differences.ts"
import type { LigneVoie, Niveaux } from "@/lib/bal/rules/rapport.ts"

type Props = { collectivite: string; voie: string; nom: string | null; lignes: LigneVoie[]; niveaux: Niveaux }

/** "Not an error", for one address or the whole street, with the reason that the next person will read. */
export function ExceptionForm({ collectivite, voie, nom, lignes, niveaux }: Props) {
  const faulty = lignes.filter(({ anomalies }) => anomalies.some(({ exception }) => !exception))
  const codes = [
    ...new Set(faulty.flatMap(({ anomalies }) => anomalies.filter((a) => !a.exception).map(({ code }) => code))),
  ]
  if (codes.length === 0) return null
  return (
    <Section title="Ce n’est pas une erreur ?">
      <p>
        Deux logements au même point, une rue sans habitation… Ce que vous marquez ici le reste dans les versions
        suivantes.
      </p>
      <Form action={exceptionAction} hidden={{ collectivite, voie }} aria-label="Marquer « pas une erreur »">
        <SelectField
          name="code"
          label="Anomalie"
          required
          options={codes.map((code) => ({ value: code, label: niveaux[code]?.libelle ?? code }))}
        />
        <SelectField
          name="ligne"
          label="Pour"
          required
          options={[
            { value: "rue", label: "toute la voie" },
            ...faulty.slice(0, 300).map((ligne) => ({
              value: String(ligne.ligne),
              label: `${adresseEnMots(ligne, nom)} (ligne ${ligne.ligne})`,
            })),
          ]}
        />
        <TextareaField
          name="motif"
          label="Raison"
          hint="Par exemple : immeuble de six logements, entrée commune."
          required
        />
        <p>
          <SubmitButton>Marquer « pas une erreur »</SubmitButton>
        </p>
      </Form>
    </Section>
  )
}
