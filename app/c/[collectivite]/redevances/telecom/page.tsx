import type { Metadata } from "next"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { Button } from "@/components/ui/button.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Input } from "@/components/ui/input.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount, formatInteger } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { listTelecomImports } from "@/lib/telecom/queries/imports.ts"
import { listLignes } from "@/lib/telecom/queries/lignes.ts"
import { adviseOn, yearlyCost } from "@/lib/telecom/rules/conseils.ts"
import { hypotheses } from "@/lib/telecom/schema.ts"
import { accesOf } from "../_components/open-redevances.ts"
import { Advice } from "./_components/advice.tsx"
import { ImportSection } from "./_components/import-section.tsx"
import { LineForm, LinesTable } from "./_components/lines-section.tsx"

export const metadata: Metadata = { title: "Budget télécom" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TelecomPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const typed = listParams(await searchParams)
  const prix = hypotheses.parse(typed)
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const { acces, lignes, imports } = await read(ctx, async (tx) => ({
    acces: await accesOf(tx, ctx),
    lignes: await listLignes(tx, collectiviteId),
    imports: await listTelecomImports(tx, collectiviteId),
  }))
  const path = `/c/${collectivite}/redevances`
  const header = (
    <PageHeader
      crumbs={[{ label: "Redevances", href: path }]}
      title="Budget télécom"
      lede="Les lignes que vous payez, et ce que vous pourriez cesser de payer. Les prix de comparaison sont les vôtres."
    />
  )
  if (acces.etat !== "ouvert") {
    return (
      <>
        {header}
        <AccesNotice acces={acces} path={`/c/${collectivite}`} />
      </>
    )
  }
  const conseils = adviseOn(lignes, prix, today())
  return (
    <>
      {header}
      <Facts label="Le budget en trois chiffres">
        <Fact value={formatAmount(yearlyCost(lignes))} label="par an aujourd’hui" />
        <Fact value={formatInteger(lignes.length)} label="lignes et abonnements" />
        <Fact
          value={formatAmount(sum(conseils.map(({ economie }) => economie ?? 0n)))}
          label="d’économies chiffrées par an"
        />
      </Facts>
      <Section title="Ce que vous pourriez économiser">
        <form action={`${path}/telecom`} method="get" className="flex flex-wrap items-end gap-4">
          <Price
            name="remplacement"
            label="Prix par mois d’une ligne qui remplace le cuivre (€)"
            value={typed.remplacement}
          />
          <Price name="gfu" label="Prix par mois et par site d’un réseau fermé, GFU (€)" value={typed.gfu} />
          <Button type="submit">Calculer</Button>
        </form>
        {conseils.length === 0 ? <p>Rien à signaler sur les lignes recensées.</p> : <Advice conseils={conseils} />}
        {lignes.length > 0 ? (
          <p className="flex flex-wrap gap-x-6">
            <a href={reportHref(path, typed, "pdf")}>Rapport pour le conseil (PDF)</a>
            <a href={reportHref(path, typed, "docx")}>Le même à modifier (DOCX)</a>
          </p>
        ) : null}
      </Section>
      <Section title="Lignes et abonnements">
        {lignes.length === 0 ? (
          <EmptyState title="Aucune ligne recensée pour le moment." />
        ) : (
          <LinesTable lignes={lignes} collectivite={collectivite} />
        )}
        <details>
          <summary className="cursor-pointer py-1 text-accent">Ajouter une ligne</summary>
          <div className="mt-4">
            <LineForm collectivite={collectivite} />
          </div>
        </details>
      </Section>
      <ImportSection collectivite={collectivite} path={path} imports={imports} />
    </>
  )
}

const reportHref = (path: string, { remplacement = "", gfu = "" }: Record<string, string>, format: string) =>
  `${path}/telecom/rapport?${new URLSearchParams({ format, remplacement, gfu })}`

const Price = ({ name, label, value }: { name: string; label: string; value?: string }) => (
  <div className="grid gap-1">
    <label htmlFor={`prix-${name}`} className="font-semibold text-sm">
      {label}
    </label>
    <Input
      id={`prix-${name}`}
      name={name}
      inputMode="decimal"
      defaultValue={value}
      className="max-w-56"
      maxLength={12}
    />
  </div>
)
