import { Amount } from "@/components/ui/amount.tsx"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { formatCount, formatInteger, formatList } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { applyImportAction } from "@/lib/reglements/actions.ts"
import type { Apercu } from "@/lib/reglements/commands/import.ts"

const SEPARATEURS: Readonly<Record<string, string>> = {
  ";": "points-virgules",
  ",": "virgules",
  "\t": "tabulations",
  "|": "barres",
}

type Props = { fichier: string; apercu: Apercu; allowed: boolean }

/** What would be added, before anything is. */
export function ApplySection({ fichier, apercu, allowed }: Props) {
  const of = (verdict: string) => apercu.lignes.filter((ligne) => ligne.verdict === verdict)
  const [nouvelles, connues, repetees] = [of("nouvelle"), of("connue"), of("repetee")]
  const nothing = nouvelles.length + repetees.length === 0
  return (
    <>
      <Figures
        figures={[
          { label: "Paiements nouveaux", value: formatInteger(nouvelles.length) },
          { label: "Leur somme", value: <Amount cents={sum(nouvelles.map(({ montant }) => montant))} /> },
          { label: "Déjà connus", value: formatInteger(connues.length) },
          { label: "Répétés dans le fichier", value: formatInteger(repetees.length) },
          { label: "Lignes refusées", value: formatInteger(apercu.refusees.length) },
        ]}
      />
      <p className="text-muted">
        {`Lu en ${apercu.encodage}, colonnes séparées par des ${SEPARATEURS[apercu.separateur] ?? "signes"}.`}
        {apercu.ignorees.length > 0 ? ` Colonnes ignorées : ${formatList(apercu.ignorees)}.` : ""}
      </p>
      {nothing ? (
        <Notice tone="info" title="Rien à ajouter">
          Les paiements de ce fichier sont déjà connus
          {apercu.refusees.length > 0 ? ", ou leurs lignes ne se lisent pas" : ""}.
        </Notice>
      ) : null}
      {allowed && !nothing ? (
        <Form action={applyImportAction} hidden={{ fichier }} aria-label="Enregistrer les paiements">
          {apercu.refusees.length > 0 ? (
            <CheckboxField
              name="ecarter"
              label={`Laisser de côté ${formatCount(apercu.refusees.length, "ligne refusée", "lignes refusées")}`}
              hint="Sans cette case, rien n’est enregistré : un fichier entre en entier ou pas du tout."
            />
          ) : null}
          {repetees.length > 0 ? (
            <CheckboxField
              name="repetees"
              label={`Compter aussi ${formatCount(repetees.length, "ligne identique", "lignes identiques")} à une autre`}
              hint="Cochez si le débiteur a vraiment payé deux fois la même somme le même jour ; sinon, c’est une ligne en double."
            />
          ) : null}
          <div>
            <SubmitButton pending="Enregistrement…">
              {nouvelles.length > 1
                ? `Enregistrer les ${formatInteger(nouvelles.length)} paiements`
                : nouvelles.length === 1
                  ? "Enregistrer le paiement"
                  : "Enregistrer"}
            </SubmitButton>
          </div>
        </Form>
      ) : null}
    </>
  )
}
