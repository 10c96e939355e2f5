import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Citation } from "@/components/deliberations/citation.tsx"
import { DeliberationField } from "@/components/deliberations/deliberation-field.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { changeImpactEtatAction, writeImpactAction } from "@/lib/catalogue/actions.ts"
import { findImpact } from "@/lib/catalogue/queries/complements.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { computeEffet } from "@/lib/catalogue/rules/impact.ts"
import {
  IMPACT_LABELS,
  IMPACT_TRANSITIONS,
  type ImpactEtat,
  isImpactDecided,
  TARIF_MODE_LABELS,
  TARIF_MODES,
} from "@/lib/catalogue/types.ts"
import { listCitees, listDeliberationChoices } from "@/lib/deliberations/queries.ts"
import { formatAmount, formatDifference } from "@/lib/platform/format.ts"
import { toEuros } from "@/lib/platform/money.ts"

export const metadata: Metadata = { title: "Fiche d’impact" }

const ACTS: Record<ImpactEtat, string> = {
  preparation: "Remettre en préparation",
  presentee: "Présenter au comité syndical",
  retenue: "Retenir : le service peut entrer au catalogue",
  ecartee: "Écarter",
}

export default async function ImpactPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    const impact = service && (await findImpact(tx, service.id))
    const citees = await listCitees(tx, [impact?.deliberationId ?? null])
    return service && { service, impact, citees, deliberations: await listDeliberationChoices(tx) }
  })
  if (!found) notFound()
  const { service, impact, citees, deliberations } = found
  const act = citees.get(impact?.deliberationId ?? "")
  const effet = impact && computeEffet(impact)
  const next: readonly ImpactEtat[] = impact ? IMPACT_TRANSITIONS[impact.etat] : []
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
        ]}
        title="Fiche d’impact"
        state={impact ? <StateBadge tone="info">{IMPACT_LABELS[impact.etat]}</StateBadge> : null}
        lede="Ce que coûterait le service, ce qu’il rapporterait, et son effet sur l’équilibre, avant qu’il entre au catalogue."
      />
      {effet ? (
        <Figures
          figures={[
            { label: "Coût par an", value: formatAmount(effet.coutAnnuel) },
            { label: "Recette par an", value: formatAmount(effet.recetteAnnuelle) },
            { label: "Effet sur l’équilibre", value: formatDifference(effet.solde) },
            {
              label: "Tarif d’équilibre",
              value: effet.tarifEquilibre === null ? "–" : formatAmount(effet.tarifEquilibre),
              comparison: impact.unite ? `par ${impact.unite} et par an` : "par unité et par an",
            },
          ]}
        />
      ) : null}
      {next.length > 0 ? (
        <Form action={changeImpactEtatAction} hidden={{ service: slug }} aria-label="Décision">
          {next.some(isImpactDecided) ? (
            <DeliberationField choices={deliberations} hint="Celle par laquelle le comité décide." required={false} />
          ) : null}
          <div className="flex flex-wrap gap-3">
            {next.map((etat) => (
              <SubmitButton
                key={etat}
                name="etat"
                value={etat}
                look={etat === "ecartee" ? "danger" : etat === "preparation" ? "quiet" : "primary"}
                pending="Enregistrement…"
              >
                {ACTS[etat]}
              </SubmitButton>
            ))}
          </div>
        </Form>
      ) : null}
      {impact && impact.etat !== "preparation" ? (
        <Section title="Hypothèses">
          <p className="max-w-measure">{impact.hypotheses}</p>
          {act ? (
            <p>
              Décidé par : <Citation deliberation={act} />
            </p>
          ) : null}
        </Section>
      ) : (
        <Form action={writeImpactAction} hidden={{ service: slug }} aria-label="Fiche d’impact">
          <TextField
            name="montantInitial"
            label="Coût de départ"
            unit="€"
            inputMode="decimal"
            defaultValue={impact ? toEuros(impact.montantInitial) : "0"}
            required
          />
          <TextField
            name="dureeAnnees"
            label="Étalé sur"
            unit="ans"
            inputMode="numeric"
            defaultValue={impact?.dureeAnnees ?? 4}
            required
          />
          <TextField
            name="montantAnnuel"
            label="Coût de chaque année"
            unit="€"
            inputMode="decimal"
            defaultValue={impact ? toEuros(impact.montantAnnuel) : ""}
            required
          />
          <SelectField
            name="mode"
            label="Serait payé"
            defaultValue={impact?.mode ?? "unitaire"}
            options={TARIF_MODES.map((value) => ({ value, label: TARIF_MODE_LABELS[value] }))}
            required
          />
          <TextField
            name="tarifProjete"
            label="Tarif projeté par an"
            unit="€ HT"
            inputMode="decimal"
            defaultValue={impact?.tarifProjete ?? ""}
          />
          <TextField
            name="unite"
            label="Par"
            hint="L’unité, par exemple collectivité."
            defaultValue={impact?.unite ?? ""}
          />
          <TextField
            name="quantiteAttendue"
            label="Unités attendues"
            inputMode="numeric"
            defaultValue={impact?.quantiteAttendue ?? 0}
            required
          />
          <TextareaField
            name="hypotheses"
            label="Hypothèses"
            rows={4}
            defaultValue={impact?.hypotheses ?? ""}
            required
          />
          <div>
            <SubmitButton pending="Calcul…">Enregistrer et calculer l’effet</SubmitButton>
          </div>
        </Form>
      )}
    </>
  )
}
