import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { changeRoleAction, removeColleagueAction } from "@/lib/personnes/actions/team.ts"
import { listTeam } from "@/lib/personnes/queries.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Modifier une personne de l’équipe" }

type Params = { collectivite: string; rattachement: string }

export default async function ColleaguePage({ params }: { params: Promise<Params> }) {
  const { collectivite, rattachement } = await params
  const ctx = await membreContext(collectivite)
  if (denial(ctx, "equipe.manage", new Date())) notFound()
  const { collectiviteId, nom: name } = only(ctx)
  const team = await read(ctx, (tx) => listTeam(tx, collectiviteId, today()))
  const colleague = team.find(({ id }) => id === rattachement)
  if (!colleague) notFound()
  const hidden = { collectivite, rattachement }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Équipe", href: `/c/${collectivite}/equipe` }]}
        title={colleague.nom}
        lede={`${colleague.fonction}, ${colleague.courriel}`}
      />
      <Section title="Changer son rôle">
        <Form action={changeRoleAction} hidden={hidden} aria-label="Changer son rôle">
          <RadioField
            name="role"
            legend="Rôle"
            defaultValue={colleague.role}
            options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
          />
          <SubmitButton pending="Enregistrement…">Enregistrer ce rôle</SubmitButton>
        </Form>
      </Section>
      <Section title="Retirer de l’équipe">
        <p className="max-w-measure">
          {colleague.nom} n’aura plus accès à l’espace de {name}, dès maintenant et même si sa session est ouverte. Ce
          qui a été fait reste dans le journal.
        </p>
        <Form action={removeColleagueAction} hidden={hidden} aria-label="Retirer de l’équipe">
          <SubmitButton look="danger" pending="Retrait…">
            Retirer {colleague.nom}
          </SubmitButton>
        </Form>
      </Section>
    </>
  )
}
