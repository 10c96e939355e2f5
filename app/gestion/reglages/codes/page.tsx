import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveCodesAction } from "@/lib/operateur/actions.ts"
import { type CodeRow, findCodes } from "@/lib/operateur/queries/codes.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Codes analytiques" }

const SHORT = "max-w-60"

export default async function CodesPage() {
  const ctx = await agentContext()
  const { general, piliers, experimentations } = await read(ctx, findCodes)
  return (
    <SettingsPage
      ctx={ctx}
      title="Codes analytiques"
      lede="Chaque ligne de titre garde le code du jour de son émission ; l’export des lignes le donne au logiciel comptable."
    >
      <Form action={saveCodesAction} aria-label="Codes analytiques">
        <TextField
          name="code-general"
          label="Cotisations et charges générales"
          hint="Ce qui n’est d’aucun pilier."
          maxLength={20}
          defaultValue={general ?? undefined}
          className={SHORT}
        />
        {piliers.map((pilier) => (
          <Section key={pilier.key} title={pilier.nom}>
            <TextField
              name={`code-pilier-${pilier.key}`}
              label="Code du pilier"
              maxLength={20}
              defaultValue={pilier.code ?? undefined}
              className={SHORT}
            />
            <Services services={pilier.services} />
          </Section>
        ))}
        {experimentations.length > 0 ? (
          <Section title="Expérimentations">
            <p className="max-w-measure text-muted">
              Ce qu’une collectivité choisie paie pour le temps d’une expérimentation porte son code ; sans code, celui
              du service.
            </p>
            {experimentations.map(({ key, nom, service, depuis, jusqua, code }) => (
              <TextField
                key={key}
                name={`code-experimentation-${key}`}
                label={nom}
                hint={`${service}, du ${formatDay(depuis)} au ${formatDay(jusqua)}.`}
                maxLength={20}
                defaultValue={code ?? undefined}
                className="max-w-measure"
              />
            ))}
          </Section>
        ) : null}
        <SettingsEnd>Enregistrer les codes</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}

/** Folded: most services bear the code of their pillar. */
const Services = ({ services }: { services: readonly CodeRow[] }) => (
  <details open={services.some(({ code }) => code !== null)}>
    <summary>Donner son propre code à un service</summary>
    <div className="mt-3 grid gap-4 sm:grid-cols-2">
      {services.map(({ key, nom, code }) => (
        <TextField
          key={key}
          name={`code-service-${key}`}
          label={nom}
          maxLength={20}
          defaultValue={code ?? undefined}
          className={SHORT}
        />
      ))}
    </div>
  </details>
)
