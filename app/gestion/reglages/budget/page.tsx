import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listBudget, listSansBudget } from "@/lib/operateur/queries/budget.ts"
import { budgetName } from "@/lib/operateur/rules/budget.ts"
import { formatList } from "@/lib/platform/format.ts"
import { SettingsPage } from "../_components/settings-page.tsx"
import { LignesTable } from "./_components/lignes-table.tsx"
import { Means } from "./_components/means.tsx"
import { PeriodeForms } from "./_components/periode-forms.tsx"

export const metadata: Metadata = { title: "Budget" }

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
      <Section
        title={debut ? `Période ${debut}-${fin}` : "Période"}
        action={<a href="/gestion/facturation/budgets">Budgets par période</a>}
      >
        <PeriodeForms debut={debut} fin={fin} />
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
