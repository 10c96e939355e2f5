import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { decideLigneAction } from "@/lib/cotisations/actions.ts"
import type { LigneRow } from "@/lib/cotisations/queries.ts"
import { decisionsFor } from "@/lib/cotisations/rules.ts"
import { CAS_BLOCKING, CAS_LABELS } from "@/lib/cotisations/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"
import { EcartsList } from "./ecarts-list.tsx"

const SHOWN = 10

type Props = { campagne: string; cas: readonly LigneRow[]; total: number }

/** Each case by name, with its reason: what is decided here is journaled. */
export function CasADecider({ campagne, cas, total }: Props) {
  return (
    <Section
      title={total === 1 ? "Un membre demande une décision" : `${formatCount(total, "membre")} demandent une décision`}
    >
      <ul className="border-line border-t">
        {cas.slice(0, SHOWN).map((ligne) => (
          <li key={ligne.id} className="grid gap-3 border-line border-b py-4">
            <p>
              <strong>{ligne.nom}</strong>
              {ligne.volet === "cotisation" ? "" : ` (${VOLET_LABELS[ligne.volet]})`} :{" "}
              {ligne.cas
                .filter((one) => CAS_BLOCKING[one] !== null)
                .map((one) => CAS_LABELS[one])
                .join(", ")}
              {ligne.montant !== null && ligne.montantPrecedent !== null ? (
                <span className="text-muted">
                  {" "}
                  (<Amount cents={ligne.montantPrecedent} /> l’an dernier, <Amount cents={ligne.montant} /> cette année)
                </span>
              ) : null}
            </p>
            {ligne.ecarts.length > 0 ? <EcartsList ecarts={ligne.ecarts} /> : null}
            <Form
              action={decideLigneAction}
              hidden={{ campagne, ligne: ligne.id }}
              aria-label={`Décider pour ${ligne.nom}`}
              className="gap-3"
            >
              <TextField name="motif" label="Raison" required maxLength={500} />
              <div className="flex flex-wrap gap-3">
                {decisionsFor(ligne.cas).includes("inclure") ? (
                  <SubmitButton look="secondary" name="decision" value="inclure">
                    Inclure {ligne.nom}
                  </SubmitButton>
                ) : null}
                <SubmitButton look="secondary" name="decision" value="exclure">
                  Exclure {ligne.nom}
                </SubmitButton>
              </div>
            </Form>
          </li>
        ))}
      </ul>
      {total > SHOWN ? <p className="text-muted">Les suivants apparaissent à mesure que vous décidez.</p> : null}
    </Section>
  )
}
