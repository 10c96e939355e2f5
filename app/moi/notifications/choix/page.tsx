import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { personneContext, readerContext } from "@/lib/access/request.ts"
import { saveChoicesAction } from "@/lib/notifications/actions.ts"
import { findMyChoices } from "@/lib/notifications/queries/mine.ts"
import { canChoose, genresFor, RESUME_HEURE } from "@/lib/notifications/rules.ts"
import { GENRES } from "@/lib/notifications/types/genres.ts"
import { CHOIX, CHOIX_LABELS } from "@/lib/notifications/types.ts"

export const metadata: Metadata = { title: "Ce que je reçois" }

export default async function ChoixPage() {
  const [ctx, { who, liens }] = await Promise.all([readerContext(), personneContext()])
  const chosen = await read(ctx, (tx) => findMyChoices(tx, who.personneId))
  const genres = genresFor({ membre: liens.length > 0 || ctx.kind === "personne", agent: ctx.kind === "agent" })
  const legal = genres.filter((genre) => GENRES[genre].legale)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Notifications", href: "/moi/notifications" }]}
        title="Ce que je reçois par courriel"
        lede={`Tout se lit sur le portail. Le résumé part une fois par jour, à ${RESUME_HEURE} heures, pour toutes vos collectivités ensemble.`}
      />
      <Form action={saveChoicesAction} aria-label="Ce que je reçois par courriel">
        {genres.filter(canChoose).map((genre) => (
          <RadioField
            key={genre}
            name={genre}
            legend={GENRES[genre].nom}
            hint={GENRES[genre].description}
            defaultValue={chosen.get(genre) ?? GENRES[genre].defaut}
            options={CHOIX.map((value) => ({ value, label: CHOIX_LABELS[value] }))}
          />
        ))}
        <div>
          <SubmitButton pending="Enregistrement…">Enregistrer mes choix</SubmitButton>
        </div>
      </Form>
      {legal.length > 0 ? (
        <Section title="Ce qui part toujours">
          <ul className="grid max-w-measure list-disc gap-1.5 ps-5">
            {legal.map((genre) => (
              <li key={genre}>
                <strong>{GENRES[genre].nom}</strong> : {GENRES[genre].description}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
