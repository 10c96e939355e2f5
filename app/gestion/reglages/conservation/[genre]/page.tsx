import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { changeRegleAction } from "@/lib/documents/actions.ts"
import { listRegles } from "@/lib/documents/queries/file.ts"
import { DEPART_LABELS, DEPARTS, GENRE_LABELS, SORT_LABELS, SORTS_FINAUX } from "@/lib/documents/types.ts"
import { SettingsEnd } from "../../_components/settings-end.tsx"
import { SettingsPage } from "../../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Durée de conservation" }

export default async function RegleConservationPage({ params }: { params: Promise<{ genre: string }> }) {
  const ctx = await agentContext()
  const { genre } = await params
  const regle = (await read(ctx, listRegles)).find((known) => known.genre === genre)
  if (!regle) notFound()
  return (
    <SettingsPage
      ctx={ctx}
      title={`Conservation : ${GENRE_LABELS[regle.genre]}`}
      lede="La nouvelle durée vaut aussi pour les documents déjà déposés."
    >
      <Form
        action={changeRegleAction}
        hidden={{ genre: regle.genre, version: String(regle.version) }}
        aria-label="Durée de conservation"
      >
        <TextField
          name="dureeAns"
          label="Durée"
          unit="ans"
          inputMode="numeric"
          maxLength={3}
          defaultValue={regle.dureeAns}
          required
        />
        <SelectField
          name="depart"
          label="À compter"
          options={DEPARTS.map((value) => ({ value, label: DEPART_LABELS[value] }))}
          defaultValue={regle.depart}
          required
        />
        <SelectField
          name="sortFinal"
          label="Sort final"
          options={SORTS_FINAUX.map((value) => ({ value, label: SORT_LABELS[value] }))}
          defaultValue={regle.sortFinal}
          required
        />
        <TextareaField
          name="source"
          label="Source"
          hint="Le texte, ou l’accord des archives départementales, avec sa date."
          rows={3}
          defaultValue={regle.source}
          required
        />
        <SettingsEnd>Enregistrer la durée</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
