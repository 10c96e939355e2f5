import type { Metadata } from "next"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { reglageAction } from "@/lib/bal/actions.ts"
import { findReglage } from "@/lib/bal/queries/departement.ts"
import { listGuides } from "@/lib/bal/queries/guides.ts"
import { FORMULE_PRIORITE, POIDS_LABELS, type Poids } from "@/lib/bal/rules/priorite.ts"
import { GuideForm } from "../_components/guide-form.tsx"

export const metadata: Metadata = { title: "Réglages des adresses" }

export default async function ReglagesAdressesPage() {
  const ctx = await agentContext()
  const { reglage, guides } = await read(ctx, async (tx) => ({
    reglage: await findReglage(tx),
    guides: await listGuides(tx),
  }))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: "/gestion/adresses" }]}
        title="Formule de priorité et guides"
        lede={`${FORMULE_PRIORITE}.`}
      />
      <Section title="Poids de la formule">
        <Form action={reglageAction} aria-label="Poids de la formule">
          {(Object.keys(POIDS_LABELS) as (keyof Poids)[]).map((name) => (
            <TextField
              key={name}
              name={name}
              label={POIDS_LABELS[name]}
              defaultValue={reglage[name]}
              inputMode="numeric"
              unit="points"
              required
            />
          ))}
          <CheckboxField
            name="controleBan"
            label="Comparer les identifiants avec la Base adresse nationale"
            hint="À chaque analyse, le portail interroge alors plateforme.adresse.data.gouv.fr pour chaque commune, 10 secondes au plus. Sans cela, le rapport dit que ce contrôle n’est pas fait."
            defaultChecked={reglage.controleBan}
          />
          <p>
            <SubmitButton>Enregistrer les réglages</SubmitButton>
          </p>
        </Form>
      </Section>
      <Section title="Guides">
        <ul className="border-line border-t">
          {guides.map(({ id, titre, texte }) => (
            <li key={id} className="border-line border-b py-3">
              <p className="font-semibold">{titre}</p>
              <p className="text-sm">{texte}</p>
            </li>
          ))}
        </ul>
        <GuideForm />
      </Section>
    </>
  )
}
