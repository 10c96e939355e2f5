import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveModeleAction } from "@/lib/conventions/actions.ts"
import { listModeles } from "@/lib/conventions/queries/sources.ts"
import { writeArticles } from "@/lib/conventions/rules.ts"
import { ACTE_GENRES, CHAMPS, GENRE_LABELS } from "@/lib/conventions/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { SettingsEnd } from "../../_components/settings-end.tsx"
import { SettingsPage } from "../../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Un modèle d’acte" }

export default async function ModelePage({ params }: { params: Promise<{ genre: string }> }) {
  const ctx = await agentContext()
  const { genre: asked } = await params
  const genre = ACTE_GENRES.find((one) => one === asked)
  if (!genre) notFound()
  const modeles = await read(ctx, (tx) => listModeles(tx, genre))
  const current = modeles.find(({ depuis }) => depuis <= today()) ?? modeles[0]
  return (
    <SettingsPage
      ctx={ctx}
      title={`Modèle : ${GENRE_LABELS[genre]}`}
      lede="Il vaut pour les documents établis à partir de sa date."
    >
      {current?.hypothese ? (
        <Notice tone="attention" title="Ces mots sont une proposition">
          Faites-les valider par vos juristes, puis enregistrez-les : la mention disparaît.
        </Notice>
      ) : null}
      <Form action={saveModeleAction} hidden={{ genre }}>
        <TextField name="depuis" label="À partir du" type="date" defaultValue={today()} className="max-w-60" required />
        <TextField
          name="titre"
          label="Titre du document"
          defaultValue={current?.titre ?? ""}
          maxLength={200}
          required
        />
        <TextareaField
          name="preambule"
          label="Avant les articles"
          rows={4}
          defaultValue={current?.preambule ?? ""}
          required
        />
        <TextareaField
          name="articles"
          label="Articles"
          hint={`Une ligne « ## Titre » commence chaque article. Champs remplis tout seuls : ${CHAMPS[genre].map((one) => `{${one}}`).join(", ")}.`}
          rows={24}
          defaultValue={current ? writeArticles(current.articles) : ""}
          required
        />
        <SettingsEnd>Enregistrer ce modèle</SettingsEnd>
      </Form>
      {modeles.length > 1 ? (
        <Section title="Modèles, le plus récent d’abord">
          <ul className="ms-5 list-disc">
            {modeles.map(({ depuis, titre }) => (
              <li key={depuis}>
                À partir du {formatDay(depuis)} : {titre}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </SettingsPage>
  )
}
