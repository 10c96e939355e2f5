import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SIGNALEMENT_TONES } from "@/components/bal/tones.ts"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { suiviAction } from "@/lib/bal/actions.ts"
import { findSignalement } from "@/lib/bal/queries/suivi.ts"
import { BAL_SIGNALEMENT_TRANSITIONS, SIGNALEMENT_ETATS, SIGNALEMENT_GENRES } from "@/lib/bal/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

export const metadata: Metadata = { title: "Un problème de raccordement" }

export default async function SignalementPage({ params }: { params: Promise<{ signalement: string }> }) {
  const ctx = await agentContext()
  const { signalement: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, (tx) => findSignalement(tx, id))
  if (!found) notFound()
  const { genre, adresse, etat, precisions, contact, reference, collectivite, suivis, version } = found
  const next = BAL_SIGNALEMENT_TRANSITIONS[etat]
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Adresses", href: "/gestion/adresses" },
          { label: "Raccordement", href: "/gestion/adresses/raccordement" },
        ]}
        title={`${SIGNALEMENT_GENRES[genre]}, ${adresse}`}
        state={<StateBadge tone={SIGNALEMENT_TONES[etat]}>{SIGNALEMENT_ETATS[etat]}</StateBadge>}
      />
      <DescriptionList
        items={[
          {
            label: "Collectivité",
            value: <a href={`/gestion/collectivites/${collectivite.publicId}`}>{collectivite.nom}</a>,
          },
          { label: "Précisions", value: precisions ?? "aucune" },
          { label: "Sur place", value: contact ?? "non indiqué" },
          { label: "Référence du réseau", value: reference ?? "pas encore" },
        ]}
      />
      {next.length > 0 ? (
        <Section title="Étape suivante">
          <Form action={suiviAction} hidden={{ signalement: id, version: String(version) }} aria-label="Étape suivante">
            <SelectField
              name="etat"
              label="Nouvel état"
              options={next.map((value) => ({ value, label: SIGNALEMENT_ETATS[value] }))}
              required
            />
            <TextField name="reference" label="Référence chez l’opérateur du réseau" maxLength={80} />
            <TextareaField name="note" label="Note" hint="La commune la lit." />
            <p>
              <SubmitButton>Enregistrer l’étape</SubmitButton>
            </p>
          </Form>
        </Section>
      ) : null}
      <Section title="Suivi">
        <Timeline
          entries={suivis.map(({ id: step, etat: reached, le, note }) => ({
            ...{ id: step, what: SIGNALEMENT_ETATS[reached], detail: note },
            when: formatInstant(le),
            dateTime: le.toISOString(),
          }))}
        />
      </Section>
    </>
  )
}
