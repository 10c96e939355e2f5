import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { destroyAction, recordVisaAction } from "@/lib/documents/actions.ts"
import type { DocumentFile, RegleConservation } from "@/lib/documents/queries/file.ts"
import { echeanceOf, refusalOfDestruction } from "@/lib/documents/rules/conservation.ts"
import { DEPART_LABELS, LEGALITE_REFUSALS, SORT_LABELS } from "@/lib/documents/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

type ConservationProps = {
  collectivite: string
  document: DocumentFile
  regle: RegleConservation | undefined
  /** Whether this agent may record a visa and destroy. */
  decides: boolean
}

/** How long it is kept, what then, and the acts that lead there: the visa first, the destruction after. */
export function Conservation({ collectivite, document, regle, decides }: ConservationProps) {
  const dated = { ...document, finLe: document.legalite?.finLe ?? null }
  const echeance = regle ? echeanceOf(regle, dated) : null
  const refusal = refusalOfDestruction(regle, dated, today())
  const target = { collectivite, document: document.id }
  return (
    <Section title="Conservation">
      {regle ? (
        <DescriptionList
          items={[
            { label: "Durée", value: `${formatCount(regle.dureeAns, "an")} à compter ${DEPART_LABELS[regle.depart]}` },
            {
              label: "Échéance",
              value: echeance ? formatDay(echeance) : "Pas encore connue : la fin de ses effets n’est pas enregistrée.",
            },
            { label: "Sort final", value: SORT_LABELS[regle.sortFinal] },
            { label: "Source", value: regle.source },
          ]}
        />
      ) : (
        <Notice>Aucune durée n’est fixée pour ce genre de document : il est conservé.</Notice>
      )}
      {decides && refusal === "sans-visa" ? <VisaForm target={target} /> : null}
      {decides && refusal === null ? <DestroyForm target={target} /> : null}
      {refusal === "trop-tot" || refusal === "a-conserver" ? (
        <p className="text-muted">{LEGALITE_REFUSALS[refusal]}</p>
      ) : null}
    </Section>
  )
}

type TargetProps = { target: Readonly<Record<string, string>> }

/** Code du patrimoine, R. 212-14. */
const VisaForm = ({ target }: TargetProps) => (
  <Form action={recordVisaAction} hidden={target} aria-label="Visa des archives">
    <p>
      La durée est écoulée. Aucune destruction n’est permise sans le visa de la personne chargée du contrôle des
      archives (Code du patrimoine, article R. 212-14).
    </p>
    <TextField name="numero" label="Numéro du visa" className="max-w-80" maxLength={60} required />
    <TextField name="viseLe" label="Date du visa" type="date" required />
    <TextField name="visePar" label="Visé par" hint="Nom et fonction." maxLength={160} required />
    <p>
      <SubmitButton look="secondary" pending="Enregistrement…">
        Enregistrer le visa
      </SubmitButton>
    </p>
  </Form>
)

const DestroyForm = ({ target }: TargetProps) => (
  <Form action={destroyAction} hidden={target} aria-label="Destruction">
    <CheckboxField
      name="confirmation"
      label="Je confirme la destruction : le contenu ne pourra plus jamais être lu, sa fiche reste."
    />
    <p>
      <SubmitButton look="danger" pending="Destruction…">
        Détruire le document
      </SubmitButton>
    </p>
  </Form>
)
