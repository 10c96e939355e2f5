import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { addBudgetAction, changeBudgetAction, endBudgetAction } from "@/lib/operateur/actions.ts"
import { listBudget } from "@/lib/operateur/queries/budget.ts"
import { budgetName, partsOf } from "@/lib/operateur/rules/budget.ts"
import { SettingsPage } from "../../_components/settings-page.tsx"
import { LigneFields } from "../_components/ligne-fields.tsx"
import { LignesTable } from "../_components/lignes-table.tsx"

export const metadata: Metadata = { title: "Ligne du budget" }

/** What a line is, and what its parts are. */
const WORDS = {
  pilier: {
    label: "Intitulé du budget de ce pilier",
    parts: "Ses actions",
    part: "Nom de l’action",
    add: "Ajouter une action",
  },
  action: { label: "Nom de l’action", parts: "Ses parties", part: "Nom de la partie", add: "Ajouter une partie" },
  sous_action: { label: "Nom de cette partie", parts: "", part: "", add: "" },
} as const

export default async function BudgetLignePage({ params }: { params: Promise<{ budget: string }> }) {
  const ctx = await agentContext()
  const { budget: id } = await params
  const lignes = await read(ctx, listBudget)
  const ligne = lignes.find((one) => one.id === id)
  if (!ligne) notFound()
  const { niveau, pilierNom, periode } = ligne
  const parts = lignes.filter((one) => partsOf(ligne, [one]).length > 0)
  const words = WORDS[niveau]
  const used = [ligne, ...parts].some(({ depenses, engagements }) => depenses + engagements > 0)
  return (
    <SettingsPage
      ctx={ctx}
      crumbs={[{ label: "Budget", href: "/gestion/reglages/budget" }]}
      title={niveau === "pilier" ? pilierNom : budgetName(ligne)}
      lede={`Budget ${periode}${niveau === "pilier" ? "" : `, pilier ${pilierNom}`}.`}
    >
      <Section title="Montant">
        <Form action={changeBudgetAction} hidden={{ budget: id }} aria-label="Modifier cette ligne">
          <LigneFields label={words.label} ligne={ligne} />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer</SubmitButton>
          </div>
        </Form>
      </Section>
      {niveau === "sous_action" ? null : (
        <Section title={words.parts}>
          {parts.length > 0 ? <LignesTable caption={words.parts} rows={parts} /> : null}
          <Form action={addBudgetAction} hidden={{ parent: id }} aria-label={words.add}>
            <LigneFields label={words.part} />
            <div>
              <SubmitButton look="secondary" pending="Enregistrement…">
                {words.add}
              </SubmitButton>
            </div>
          </Form>
        </Section>
      )}
      {niveau === "pilier" ? null : (
        <Section title="Retirer du budget">
          {used ? (
            <p className="max-w-measure">
              Des engagements ou des dépenses sont sur cette ligne ou ses parties : rattachez-les d’abord à une autre.
            </p>
          ) : (
            <Form action={endBudgetAction} hidden={{ budget: id }} aria-label="Retirer du budget">
              <p className="max-w-measure">
                Rien ne s’y rattache{parts.length > 0 ? " ; ses parties partent avec elle" : ""}. Le journal garde ce
                qu’elle était.
              </p>
              <div>
                <SubmitButton look="secondary">Retirer cette ligne</SubmitButton>
              </div>
            </Form>
          )}
        </Section>
      )}
    </SettingsPage>
  )
}
