import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import type { SheetVerdict } from "@/lib/platform/sheet-rows.ts"
import { ColumnsForm, type ColumnsFormProps } from "./columns-form.tsx"
import { SheetRowsList, type ShownRow, type TakeWords } from "./sheet-rows-list.tsx"

type SheetReviewProps<Champ extends string> = {
  rows: readonly ShownRow[]
  /** Nothing is decided yet; afterwards the same page says what became of each row. */
  open: boolean
  hidden: Record<string, string>
  columns: Omit<ColumnsFormProps<Champ>, "action" | "hidden">
  actions: { match: FormAction; apply: FormAction; leave: FormAction }
  words: TakeWords
}

/** A file that was read: its columns to confirm, its rows answered one by one, then taken or left. */
export function SheetReview<Champ extends string>(props: SheetReviewProps<Champ>) {
  const { rows, open, hidden, columns, actions, words } = props
  const count = (verdict: SheetVerdict) => formatInteger(rows.filter((row) => row.verdict === verdict).length)
  return (
    <>
      <Facts label="Les lignes du fichier">
        <Fact value={count("bonne")} label="prêtes" />
        <Fact value={count("a_confirmer")} label="à confirmer" />
        <Fact value={count("refusee")} label="refusées" />
      </Facts>
      {open ? (
        <Section title="Les colonnes">
          <ColumnsForm {...columns} action={actions.match} hidden={hidden} />
        </Section>
      ) : null}
      <Section title="Ligne par ligne">
        {open ? (
          <Form
            action={actions.apply}
            hidden={hidden}
            aria-label={`Lignes à ${words.take.toLowerCase()}`}
            className="max-w-none!"
          >
            <SheetRowsList {...{ rows, open, words }} />
            <div>
              <SubmitButton pending="Enregistrement…">{words.take} les lignes prêtes et confirmées</SubmitButton>
            </div>
          </Form>
        ) : (
          <SheetRowsList {...{ rows, open, words }} />
        )}
      </Section>
      {open ? (
        <Form action={actions.leave} hidden={hidden} aria-label="Laisser ce fichier">
          <div>
            <SubmitButton look="quiet">Laisser ce fichier</SubmitButton>
          </div>
        </Form>
      ) : null}
    </>
  )
}
