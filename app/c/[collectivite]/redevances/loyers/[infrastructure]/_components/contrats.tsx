import { Form } from "@/components/ui/form.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { reviseContratAction } from "@/lib/loyers/actions.ts"
import type { ContratFile } from "@/lib/loyers/queries.ts"
import { computeLoyer } from "@/lib/loyers/rules.ts"
import { formatAmount, formatDay, formatDecimal, formatInteger, formatRate } from "@/lib/platform/format.ts"

type ContratsProps = { contrats: readonly ContratFile[]; collectivite: string; annees: readonly number[] }

/** Who is there, at what price, what it makes each year, and how the price changed. */
export const Contrats = ({ contrats, collectivite, annees }: ContratsProps) => (
  <ul className="border-line border-t">
    {contrats.map((contrat) => (
      <li key={contrat.id} className="grid gap-2 border-line border-b py-4">
        <p>
          <strong>{contrat.operateur}</strong>{" "}
          <StateBadge tone={contrat.reference ? "ok" : "attention"}>
            {contrat.reference ?? "contrat manquant"}
          </StateBadge>
        </p>
        <p className="text-muted text-sm">
          {formatInteger(contrat.metres)} m à {formatRate(contrat.tarifMetre)} le mètre et par an, depuis le{" "}
          {formatDay(contrat.debut)}
          {contrat.fin ? `, jusqu’au ${formatDay(contrat.fin)}` : ""}.
          {contrat.indice && contrat.indiceBase
            ? ` Révisé selon l’indice ${contrat.indice}, de valeur ${formatDecimal(contrat.indiceBase)} au début.`
            : ""}
        </p>
        {contrat.revisions.map(({ id, effet, tarifMetre, motif }) => (
          <p key={id} className="text-sm">
            À partir du {formatDay(effet)} : {formatRate(tarifMetre)} le mètre. {motif}.
          </p>
        ))}
        <Years contrat={contrat} annees={annees} />
        <ReviseForm contrat={contrat} collectivite={collectivite} />
      </li>
    ))}
  </ul>
)

const Years = ({ contrat, annees }: { contrat: ContratFile; annees: readonly number[] }) => (
  <dl className="grid gap-x-6 sm:grid-cols-[6rem_minmax(0,1fr)]">
    {annees.map((annee) => {
      const { total, etapes } = computeLoyer(contrat, annee)
      return (
        <div key={annee} className="contents">
          <dt className="text-muted">Loyer {annee}</dt>
          <dd className="tabular-nums">
            <strong>{formatAmount(total)}</strong>
            {etapes.length > 0 ? <span className="text-muted text-sm"> ({etapes.join(" ; ")})</span> : null}
          </dd>
        </div>
      )
    })}
  </dl>
)

const ReviseForm = ({ contrat, collectivite }: { contrat: ContratFile; collectivite: string }) => (
  <details>
    <summary className="cursor-pointer py-1 text-accent">Réviser le prix</summary>
    <Form
      action={reviseContratAction}
      hidden={{ collectivite, contrat: contrat.id }}
      aria-label={`Révision du contrat ${contrat.operateur}`}
      className="mt-4"
    >
      <TextField name="effet" label="À partir du" type="date" required />
      {contrat.indice ? (
        <TextField
          name="indiceValeur"
          label={`Nouvelle valeur de l’indice ${contrat.indice}`}
          hint={`Le prix en découle : ${formatRate(contrat.tarifMetre)} × nouvelle valeur ÷ ${formatDecimal(contrat.indiceBase ?? "0")}, au dix-millième. Laissez vide pour taper un prix.`}
          inputMode="decimal"
          conditional
        />
      ) : null}
      <TextField
        name="tarifMetre"
        label="Nouveau prix au mètre et par an"
        unit="€"
        inputMode="decimal"
        required={!contrat.indice}
        conditional
      />
      <TextField
        name="motif"
        label="Pourquoi"
        hint={
          contrat.indice
            ? "Avec un prix tapé : avenant, renégociation… Avec l’indice, la phrase est écrite."
            : "Avenant, renégociation…"
        }
        required={!contrat.indice}
        conditional
      />
      <div>
        <SubmitButton look="secondary">Enregistrer la révision</SubmitButton>
      </div>
    </Form>
  </details>
)
