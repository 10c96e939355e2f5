import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { listInvitations, listTeam } from "@/lib/personnes/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { InviteForm } from "./_components/invite-form.tsx"
import { OpenInvitations } from "./_components/open-invitations.tsx"
import { Team } from "./_components/team.tsx"

export const metadata: Metadata = { title: "Équipe" }

export default async function EquipePage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { team, invitations } = await read(ctx, async (tx) => ({
    team: await listTeam(tx, collectiviteId, today()),
    invitations: await listInvitations(tx, collectiviteId, new Date()),
  }))
  const manages = denial(ctx, "equipe.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title="Équipe"
        lede={
          manages
            ? `Qui agit pour ${nom} sur le portail. Ce que vous changez ici vaut tout de suite.`
            : `Qui agit pour ${nom} sur le portail. Les personnes qui administrent l’équipe peuvent la modifier.`
        }
      />
      <Section title="Personnes">
        <Team team={team} collectivite={collectivite} manages={manages} self={ctx.who.personneId} />
      </Section>
      {manages ? (
        <>
          <OpenInvitations invitations={invitations} collectivite={collectivite} />
          <Section title="Inviter une personne">
            <InviteForm collectivite={collectivite} />
          </Section>
        </>
      ) : null}
    </>
  )
}
