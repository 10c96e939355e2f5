import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { CATEGORIE_TVA_LABELS, CATEGORIES_TVA, PERIODICITE_LABELS, PERIODICITES } from "@/lib/catalogue/types.ts"
import { TAILLE_MAX } from "@/lib/documents/types.ts"
import { proposeDevisAction, withdrawDevisAction } from "@/lib/souscriptions/actions.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { toQuote } from "@/lib/souscriptions/rules/devis.ts"
import type { DevisPropose } from "@/lib/souscriptions/types.ts"

type Hidden = Readonly<Record<string, string>>
type DevisFormProps = { hidden: Hidden; souscription: SouscriptionFile; devis: readonly DevisPropose[] }

/** One form for all that waits for a price and has no offer yet. */
export function DevisForm({ hidden, souscription, devis }: DevisFormProps) {
  const waiting = waitingFor(souscription, devis)
  const [only] = waiting
  if (!only) return null
  return (
    <Section title="Donner un devis">
      <Form
        action={proposeDevisAction}
        hidden={{ ...hidden, ...(waiting.length === 1 ? { option: only.value } : {}) }}
        aria-label="Donner un devis"
      >
        {waiting.length === 1 ? (
          <p>Pour : {only.label}.</p>
        ) : (
          <SelectField name="option" label="Pour" options={waiting} required />
        )}
        <TextareaField
          name="contenu"
          label="Ce que ce prix comprend"
          hint="La collectivité le lira, et l’élu s’engage là-dessus."
          rows={4}
          required
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            name="quantite"
            label="Quantité"
            inputMode="numeric"
            defaultValue={String(only.quantite)}
            required
          />
          <TextField
            name="unite"
            label="Unité"
            hint="Au singulier : forfait, jour…"
            defaultValue={only.unite}
            required
          />
        </div>
        <TextField name="prixUnitaire" label="Prix d’une unité, hors taxes" unit="€" inputMode="decimal" required />
        <SelectField
          name="periodicite"
          label="Période"
          options={PERIODICITES.map((value) => ({ value, label: PERIODICITE_LABELS[value] }))}
          empty="Choisir…"
          required
        />
        <SelectField
          name="categorieTva"
          label="TVA"
          options={CATEGORIES_TVA.map((value) => ({ value, label: CATEGORIE_TVA_LABELS[value] }))}
          empty="Choisir…"
          required
        />
        <TextField
          name="tauxTva"
          label="Taux de TVA"
          hint="Seulement pour ce qui est soumis à la TVA."
          unit="%"
          inputMode="decimal"
          conditional
        />
        <TextField name="valableJusquau" label="Valable jusqu’au" type="date" className="max-w-60" required />
        <FileField
          name="fichier"
          label="Votre devis"
          hint="En PDF, 25 Mo au plus. Il est rangé dans les documents de la collectivité."
          accept="application/pdf,.pdf"
          maxBytes={TAILLE_MAX}
        />
        <div>
          <SubmitButton pending="Envoi…">Envoyer le devis</SubmitButton>
        </div>
      </Form>
    </Section>
  )
}

function waitingFor(souscription: SouscriptionFile, devis: readonly DevisPropose[]) {
  const { service, options } = toQuote(souscription)
  const offered = (id: string | null) => devis.some(({ etat, optionId }) => etat === "propose" && optionId === id)
  return [
    ...(service && !offered(null)
      ? [{ value: "", label: souscription.service.nom, quantite: souscription.quantite, unite: "forfait" }]
      : []),
    ...options
      .filter(({ id }) => !offered(id))
      .map(({ id, nom, quantite, unite }) => ({ value: id, label: nom, quantite, unite: unite ?? "forfait" })),
  ]
}

export const WithdrawDevis = ({ hidden, devis }: { hidden: Hidden; devis: DevisPropose }) => (
  <details>
    <summary className="cursor-pointer text-accent">Retirer ce devis</summary>
    <Form
      action={withdrawDevisAction}
      hidden={{ ...hidden, devis: devis.id }}
      aria-label={`Retirer le devis n° ${devis.rang}`}
      className="mt-2"
    >
      <TextField name="motif" label="Motif" hint="La collectivité le lira." maxLength={500} required />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          Retirer le devis
        </SubmitButton>
      </div>
    </Form>
  </details>
)
