import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { savePeriodeAction } from "@/lib/operateur/actions.ts"
import { listBudget, listSansBudget } from "@/lib/operateur/queries/budget.ts"
import { budgetName } from "@/lib/operateur/rules/budget.ts"
import { formatList } from "@/lib/platform/format.ts"
import { SettingsPage } from "../_components/settings-page.tsx"
import { LignesTable } from "./_components/lignes-table.tsx"
import { Means } from "./_components/means.tsx"

export const metadata: Metadata = { title: "Budget" }

const SHORT = "max-w-40"

export default async function BudgetPage() {
  const ctx = await agentContext()
  const { lignes, sans } = await read(ctx, async (tx) => ({
    lignes: await listBudget(tx),
    sans: await listSansBudget(tx),
  }))
  const [debut, fin] = lignes[0]?.periode.split("-") ?? []
  return (
    <SettingsPage
      ctx={ctx}
      title="Budget"
      lede="Ce que la stratégie donne à chaque pilier et à chaque action. Le suivi analytique compare ces montants aux engagements et aux dépenses."
    >
      <Section title="Période">
        <Form action={savePeriodeAction} aria-label="Période du budget">
          <div className="flex flex-wrap gap-6">
            <TextField
              name="debut"
              label="Première année"
              inputMode="numeric"
              required
              defaultValue={debut}
              className={SHORT}
            />
            <TextField
              name="fin"
              label="Dernière année"
              inputMode="numeric"
              required
              defaultValue={fin}
              className={SHORT}
            />
          </div>
          <p className="max-w-measure text-muted">
            Les dépenses d’avant la première année ne comptent pas dans ce que le budget a déjà payé.
          </p>
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer la période</SubmitButton>
          </div>
        </Form>
      </Section>
      {sans.length > 0 ? (
        <Notice tone="info" title="Piliers sans budget">
          {formatList(sans.map(({ nom }) => nom))} : enregistrez la période pour les ouvrir.
        </Notice>
      ) : null}
      {lignes
        .filter(({ niveau }) => niveau === "pilier")
        .map((pilier) => {
          const rows = lignes.filter(({ niveau, pilierNom }) => niveau !== "pilier" && pilierNom === pilier.pilierNom)
          return (
            <Section
              key={pilier.id}
              title={pilier.pilierNom}
              action={
                <a href={`/gestion/reglages/budget/${pilier.id}`}>
                  Modifier ce pilier<span className="sr-only"> : {pilier.pilierNom}</span>
                </a>
              }
            >
              <p>
                {budgetName(pilier)} : <Means ligne={pilier} />
              </p>
              {rows.length > 0 ? (
                <LignesTable caption={`Actions du pilier ${pilier.pilierNom}`} rows={rows} />
              ) : (
                <EmptyState title="Aucune action">Ouvrez le pilier pour y ajouter ses actions.</EmptyState>
              )}
            </Section>
          )
        })}
    </SettingsPage>
  )
}
