import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { cancelCommandeAction, decideCommandeAction } from "@/lib/postes/actions.ts"
import type { CommandeSuivie } from "@/lib/postes/queries/parc.ts"
import { canCancel } from "@/lib/postes/rules/commande.ts"

type AApprouverProps = {
  commandes: readonly CommandeSuivie[]
  collectivite: string
  decides: boolean
  who: SignedIn
  /** Where to come back after the personal factor. */
  back: string
}

/** Posts that were asked for and that nobody has approved, or that the provider does not have yet. */
export function AApprouver({ commandes, collectivite, decides, who, back }: AApprouverProps) {
  return commandes.filter(canCancel).map((commande) => {
    const { id, version, etat, postes, effetLe } = commande
    const target = { collectivite, commande: id, version: String(version) }
    const what = `Ajout de ${formatCount(postes.length, "poste")} à partir du ${formatDay(effetLe)} : ${postes.map(({ nom }) => nom).join(", ")}.`
    return (
      <Section
        key={id}
        title={etat === "a_approuver" ? "Un ajout attend l’accord d’un élu" : "Un ajout part au prestataire"}
      >
        <p className="max-w-measure">{what}</p>
        {etat === "a_approuver" && decides ? <Decision target={target} who={who} back={back} /> : null}
        <Form action={cancelCommandeAction} hidden={target} aria-label="Annuler cet ajout">
          <div>
            <SubmitButton look="quiet" pending="Annulation…">
              Annuler cet ajout
            </SubmitButton>
          </div>
        </Form>
      </Section>
    )
  })
}

function Decision({ target, who, back }: { target: Readonly<Record<string, string>>; who: SignedIn; back: string }) {
  return (
    <ProveFirst factor={factorOf(who, back)}>
      <Form action={decideCommandeAction} hidden={target} aria-label="Votre décision">
        <TextareaField
          name="motif"
          label="Un mot à la personne qui a demandé"
          hint="Nécessaire pour refuser."
          rows={2}
          conditional
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="decision" value="approuver" pending="Enregistrement…">
            Approuver la dépense
          </SubmitButton>
          <SubmitButton name="decision" value="refuser" look="danger" pending="Enregistrement…">
            Refuser
          </SubmitButton>
        </div>
      </Form>
    </ProveFirst>
  )
}
