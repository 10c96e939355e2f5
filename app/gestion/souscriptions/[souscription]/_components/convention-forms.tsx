import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { AvenantsList } from "@/components/conventions/avenants-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { prepareConventionAction } from "@/lib/conventions/actions.ts"
import type { Etapes } from "@/lib/conventions/queries/etapes.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { markTacheAction } from "@/lib/souscriptions/actions.ts"

type Hidden = Readonly<Record<string, string>>

export function ConventionSection({ etapes, hidden }: { etapes: Etapes; hidden: Hidden }) {
  const { convention, avenants, avancement } = etapes
  if (!avancement.exigeConvention && !convention && avenants.length === 0) return null
  return (
    <Section title="La convention">
      {convention ? (
        <p>
          <a href={`/gestion/actes/${convention.id}`}>Convention n° {convention.numero}</a>{" "}
          <ActeBadge etat={convention.etat} />
        </p>
      ) : avancement.etat === "approuvee" || avancement.etat === "en_service" ? (
        <Form action={prepareConventionAction} hidden={hidden} aria-label="La convention">
          {avancement.etat === "en_service" ? (
            <p className="max-w-measure text-muted">
              Ce service fonctionne sans convention signée ici. En établir une le met en règle, sans l’interrompre.
            </p>
          ) : null}
          <div>
            <SubmitButton look={avancement.etat === "en_service" ? "secondary" : "primary"} pending="Préparation…">
              Établir la convention
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-muted">Elle s’établit une fois la dépense approuvée.</p>
      )}
      <AvenantsList avenants={avenants} path="/gestion/actes" />
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
