import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { type ListParams, listHref } from "@/components/ui/list-url.ts"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { confirmAllAction, confirmLinesAction } from "@/lib/imports/actions.ts"
import { type ImportFile, LIGNES_PAGE, type LigneRow } from "@/lib/imports/queries/imports.ts"
import type { EffetLigne } from "@/lib/imports/rules/effet-populations.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"
import { EffetCotisation } from "./line-cells.tsx"

type Props = {
  file: ImportFile
  lignes: { rows: readonly LigneRow[]; counted: number }
  /** By line; null where no cotisation is in question. */
  effets: ReadonlyMap<number, EffetLigne> | null
  page: number
  path: string
  params: ListParams
}

/** One box a line that a person must have looked at; what is not ticked is not applied. */
export function CheckSection({ file, lignes: { rows, counted }, effets, page, path, params }: Props) {
  if (counted === 0) return null
  const pages = Math.ceil(counted / LIGNES_PAGE)
  const href = (to: number) => `${listHref(path, params, { verification: String(to) })}#verifier`
  return (
    <Section title="À vérifier avant d’appliquer">
      <p id="verifier" className="max-w-measure">
        {formatCount(counted, "ligne")} {counted > 1 ? "demandent" : "demande"} votre regard ;{" "}
        {file.aConfirmer === 0 ? "tout est vérifié." : `${formatInteger(file.aConfirmer)} encore sans vérification.`}{" "}
        Sans case cochée, une ligne n’est pas appliquée.
      </p>
      <Form
        action={confirmLinesAction}
        hidden={{ import: file.id, montrees: rows.map(({ ligne }) => ligne).join(","), verification: String(page) }}
        aria-label="Lignes à vérifier"
      >
        <div className="grid gap-1">
          {rows.map((row) => (
            <CheckboxField
              key={row.ligne}
              name={`ligne-${row.ligne}`}
              label={`Ligne ${row.ligne} : ${summary(row)}`}
              hint={hint(row, effets?.get(row.ligne))}
              defaultChecked={row.confirmee}
            />
          ))}
        </div>
        <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <SubmitButton look="secondary" pending="Enregistrement…">
            Enregistrer mes vérifications
          </SubmitButton>
          {page > 1 ? <a href={href(page - 1)}>Lignes précédentes</a> : null}
          {page < pages ? <a href={href(page + 1)}>Lignes suivantes</a> : null}
        </p>
      </Form>
      {file.aConfirmer > 0 ? (
        <Form action={confirmAllAction} hidden={{ import: file.id }} aria-label="Tout confirmer">
          <p>
            <SubmitButton look="quiet" pending="Enregistrement…">
              {`J’ai vérifié toutes les lignes (${formatInteger(counted)})`}
            </SubmitButton>
          </p>
        </Form>
      ) : null}
    </Section>
  )
}

function hint({ alerte }: LigneRow, effet: EffetLigne | undefined) {
  if (!effet) return alerte
  return (
    <>
      {alerte} <EffetCotisation effet={effet} />
    </>
  )
}

function summary({ nom, donnees }: LigneRow): string {
  const name = nom ?? donnees.nom ?? ""
  const before = donnees.precedent ? `${formatInteger(Number(donnees.precedent))} → ` : ""
  if (donnees.habitants) return `${name}, ${before}${formatCount(Number(donnees.habitants), "habitant")}`
  return donnees.courriel ? `${name}, ${donnees.courriel}` : name
}
