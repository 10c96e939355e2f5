import { DossierBadge } from "@/components/adhesions/dossier-badge.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { conventionnerAction, endConventionAction, openAction } from "@/lib/adhesions/actions.ts"
import type { DossierAdhesion } from "@/lib/adhesions/types.ts"
import type { AdhesionStatut } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"

type AdhesionProps = {
  collectivite: string
  statut: AdhesionStatut
  dossier: DossierAdhesion | null
  /** May open a file, or record a convention. */
  manages: boolean
  day: CalendarDate
}

/** The membership's file, and what staff may begin: a file for a prospect, a convention for who is no member. */
export function Adhesion({ collectivite, statut, dossier, manages, day }: AdhesionProps) {
  const over = dossier === null || dossier.etat === "termine" || dossier.etat === "abandonne"
  const opens = manages && over && statut !== "adherent"
  if (dossier === null && !opens) return null
  const hidden = { collectivite }
  return (
    <Section title="Adhésion">
      {dossier ? (
        <p>
          <a href={`/gestion/adhesions/dossiers/${dossier.id}`}>Dossier d’adhésion</a>{" "}
          <DossierBadge etat={dossier.etat} />
        </p>
      ) : null}
      {opens ? (
        <Form action={openAction} hidden={hidden} aria-label="Ouvrir un dossier d’adhésion">
          <div>
            <SubmitButton look="secondary" pending="Ouverture…">
              Ouvrir un dossier d’adhésion
            </SubmitButton>
          </div>
        </Form>
      ) : null}
      {opens && statut !== "conventionne" ? (
        <details>
          <summary className="cursor-pointer text-accent">Placer sous convention, sans adhésion</summary>
          <p className="mt-2 max-w-measure text-muted">
            Ni cotisation ni siège : cet organisme public souscrit des services, chacun par sa convention.
          </p>
          <Form action={conventionnerAction} hidden={hidden} aria-label="Placer sous convention" className="mt-2">
            <Fields day={day} label="Sous convention depuis le" />
            <div>
              <SubmitButton look="secondary" pending="Enregistrement…">
                Placer sous convention
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
      {opens && statut === "conventionne" ? (
        <details>
          <summary className="cursor-pointer text-accent">Mettre fin à la convention</summary>
          <p className="mt-2 max-w-measure text-muted">Les services en cours s’arrêtent la veille de cette date.</p>
          <Form action={endConventionAction} hidden={hidden} aria-label="Mettre fin à la convention" className="mt-2">
            <Fields day={day} label="Plus sous convention à partir du" />
            <div>
              <SubmitButton look="danger" pending="Enregistrement…">
                Mettre fin à la convention
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </Section>
  )
}

const Fields = ({ day, label }: { day: CalendarDate; label: string }) => (
  <>
    <TextField name="le" label={label} type="date" defaultValue={day} className="max-w-60" required />
    <TextField
      name="fondement"
      label="Fondement"
      hint="La délibération ou la convention qui le décide, avec son numéro et sa date."
      maxLength={300}
      required
    />
  </>
)
