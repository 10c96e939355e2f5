import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { settleSortiesAction } from "@/lib/outils/actions.ts"
import type { SortieTue } from "@/lib/outils/queries/sorties.ts"
import { SORTIE_LABELS } from "@/lib/outils/types.ts"
import { formatCount, formatInstant } from "@/lib/platform/format.ts"

type SortiesProps = { slug: string; sorties: readonly SortieTue[]; total: number }

/** Who left, and the tool never heard of it: her session may still be open there. */
export function Sorties({ slug, sorties, total }: SortiesProps) {
  return (
    <Section title="Déconnexions que l’outil n’a pas reçues">
      <p className="max-w-measure">
        {formatCount(total, "session")} peut-être encore ouverte{total > 1 ? "s" : ""} dans l’outil : prévenez son
        exploitant.
      </p>
      <ul className="list-disc ps-5">
        {sorties.map(({ id, qui, motif, creeLe, reponse }) => (
          <li key={id}>
            {qui} : {SORTIE_LABELS[motif]}, le {formatInstant(creeLe)}. Dernière réponse : {reponse}.
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Form
          action={settleSortiesAction}
          hidden={{ service: slug, decision: "redire" }}
          aria-label="Prévenir à nouveau"
        >
          <SubmitButton pending="Envoi…">Prévenir l’outil à nouveau</SubmitButton>
        </Form>
        <Form action={settleSortiesAction} hidden={{ service: slug, decision: "classer" }} aria-label="Classer">
          <SubmitButton look="quiet" pending="Classement…">
            Classer : l’exploitant les a fermées
          </SubmitButton>
        </Form>
      </div>
    </Section>
  )
}
