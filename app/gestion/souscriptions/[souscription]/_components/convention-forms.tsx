import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { prepareAvenantAction, prepareConventionAction } from "@/lib/conventions/actions.ts"
import type { Etapes } from "@/lib/conventions/queries/etapes.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { markTacheAction } from "@/lib/souscriptions/actions.ts"

type Hidden = Readonly<Record<string, string>>

export function ConventionSection({ etapes, hidden }: { etapes: Etapes; hidden: Hidden }) {
  const { convention, avenants, avancement } = etapes
  if (!avancement.exigeConvention && !convention) return null
  return (
    <Section title="La convention">
      {convention ? (
        <p>
          <a href={`/gestion/actes/${convention.id}`}>Convention n° {convention.numero}</a>{" "}
          <ActeBadge etat={convention.etat} />
        </p>
      ) : avancement.etat === "approuvee" ? (
        <Form action={prepareConventionAction} hidden={hidden} aria-label="La convention">
          <div>
            <SubmitButton pending="Préparation…">Établir la convention</SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-muted">Elle s’établit une fois la dépense approuvée.</p>
      )}
      {avenants.map(({ id, rang, quantiteAvant, quantiteApres, effetLe, acteId }) => (
        <p key={id}>
          <a href={`/gestion/actes/${acteId}`}>Avenant {rang}</a> : {quantiteAvant} → {quantiteApres}, effet le{" "}
          {formatDay(effetLe)}
        </p>
      ))}
    </Section>
  )
}

export const TachesSection = ({ taches }: { taches: Etapes["taches"] }) =>
  taches.length === 0 ? null : (
    <Section title="À faire avant l’ouverture">
      <ul className="border-line border-t">
        {taches.map(({ id, libelle, faiteLe, par }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-line border-b py-2">
            <div>
              <p>{libelle}</p>
              <p className="text-muted text-sm">
                {faiteLe ? `Fait le ${formatInstant(faiteLe)}${par ? ` par ${par}` : ""}` : "À faire"}
              </p>
            </div>
            <Form
              action={markTacheAction}
              hidden={{ tache: id, faite: faiteLe ? "non" : "oui" }}
              aria-label={libelle}
              className="gap-0"
            >
              <SubmitButton look="secondary" pending="…">
                {faiteLe ? "Rouvrir" : "C’est fait"}
                <span className="sr-only"> : {libelle}</span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )

export const AvenantForm = ({ hidden, quantite }: { hidden: Hidden; quantite: number }) => (
  <Section title="Modifier la quantité">
    <Form action={prepareAvenantAction} hidden={hidden} aria-label="Modifier la quantité">
      <TextField
        name="quantite"
        label="Nouvelle quantité"
        hint={`Aujourd’hui : ${quantite}. Un avenant est établi ; il compte une fois signé des deux parties.`}
        inputMode="numeric"
        className="max-w-40"
        required
      />
      <TextField name="effetLe" label="À partir du" type="date" className="max-w-60" required />
      <TextareaField name="motif" label="Motif" rows={2} required />
      <div>
        <SubmitButton look="secondary" pending="Préparation…">
          Établir l’avenant
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
