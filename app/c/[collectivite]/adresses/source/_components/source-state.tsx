import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { fetchNowAction, stopSourceAction } from "@/lib/bal/actions.ts"
import type { findSource } from "@/lib/bal/queries/suivi.ts"
import { FREQUENCES } from "@/lib/bal/schema.ts"
import { RELEVES, type Releve } from "@/lib/bal/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { sentence } from "@/lib/platform/result.ts"

type Source = NonNullable<Awaited<ReturnType<typeof findSource>>>

export function SourceState({ source, collectivite }: { source: Source; collectivite: string }) {
  const { url, frequence, active, derniereLe, prochaineLe, resultat, details, echecs } = source
  const said = resultat ? sentence(RELEVES[resultat as Releve], details as Record<string, string>) : null
  return (
    <Section title="Où en est le relevé">
      {said ? (
        <Notice
          tone={echecs > 0 ? "danger" : "ok"}
          title={echecs > 1 ? `${echecs} relevés de suite ont échoué` : undefined}
        >
          {said}
        </Notice>
      ) : null}
      <DescriptionList
        items={[
          { label: "Adresse", value: url },
          { label: "Fréquence", value: active ? FREQUENCES[frequence] : "arrêté" },
          { label: "Dernier relevé", value: derniereLe ? formatInstant(derniereLe) : "pas encore" },
          { label: "Prochain relevé", value: active ? formatInstant(prochaineLe) : "aucun" },
        ]}
      />
      <div className="flex flex-wrap gap-3">
        <Form action={fetchNowAction} hidden={{ collectivite }} aria-label="Relever maintenant">
          <p>
            <SubmitButton look="secondary">Relever maintenant</SubmitButton>
          </p>
        </Form>
        {active ? (
          <Form action={stopSourceAction} hidden={{ collectivite }} aria-label="Arrêter le relevé">
            <p>
              <SubmitButton look="danger">Arrêter le relevé</SubmitButton>
            </p>
          </Form>
        ) : null}
      </div>
    </Section>
  )
}
