import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { splitAction } from "@/lib/successions/actions.ts"
import { listSituations } from "@/lib/successions/queries/situation.ts"
import { statutAfter, suitesOf } from "@/lib/successions/rules.ts"
import type { Suite } from "@/lib/successions/types.ts"
import { SuitesSection } from "../_components/suites-section.tsx"

export const metadata: Metadata = { title: "Séparation d’une commune" }

/** What is billed by the unit belongs to neither by right. */
const split = (suite: Suite): Suite => (suite.sort === "repris" ? { ...suite, sort: "a_redemander" } : suite)

export default async function SeparationPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const before = await read(ctx, (tx) => listSituations(tx, [collectivite]))
  const [commune] = before
  if (!commune) notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: "/gestion/collectivites" },
          { label: commune.nom, href: `/gestion/collectivites/${collectivite}` },
          { label: "Évolutions", href: `/gestion/collectivites/${collectivite}/evolutions` },
        ]}
        title={`Séparation de ${commune.nom}`}
        lede="Lisez ce qui suit, puis enregistrez : rien n’est changé tant que vous ne l’avez pas fait."
      />
      <SuitesSection before={before} suites={suitesOf(before, statutAfter(before)).map(split)} />
      <Section title="Les deux communes">
        <Form action={splitAction} hidden={{ commune: collectivite }} aria-label="Les deux communes">
          {([1, 2] as const).map((rang) => (
            <fieldset key={rang} className="grid gap-4">
              <legend className="font-semibold">{rang === 1 ? "Première commune" : "Seconde commune"}</legend>
              <TextField name={`nom_${rang}`} label="Nom" maxLength={120} required />
              <TextField name={`code_${rang}`} label="Code INSEE" className="max-w-40" required />
              <TextField
                name={`habitants_${rang}`}
                label="Population"
                inputMode="numeric"
                className="max-w-40"
                required
              />
            </fieldset>
          ))}
          <TextField name="le" label="Date d’effet" type="date" className="max-w-60" required />
          <TextField name="fondement" label="Arrêté préfectoral" hint="Numéro et date." maxLength={200} required />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer la séparation</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
