import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import { withdrawInvitationAction } from "@/lib/personnes/actions/team.ts"
import type { PendingInvitation } from "@/lib/personnes/queries.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"

type Props = { invitations: readonly PendingInvitation[]; collectivite: string }

export function OpenInvitations({ invitations, collectivite }: Props) {
  if (invitations.length === 0) return null
  return (
    <Section title="Invitations en attente">
      <TaskList>
        {invitations.map(({ id, nom, courriel, role, fonction, expireLe }) => (
          <Task
            key={id}
            title={
              <>
                <strong>{nom}</strong> ({courriel}), {fonction}
              </>
            }
            detail={`${ROLES[role]}. Valable jusqu’au ${formatInstant(expireLe)}.`}
            action={
              <Form
                action={withdrawInvitationAction}
                hidden={{ collectivite, invitation: id }}
                aria-label={`Invitation de ${nom}`}
              >
                <SubmitButton look="secondary" pending="Retrait…">
                  Retirer<span className="sr-only"> l’invitation de {nom}</span>
                </SubmitButton>
              </Form>
            }
          />
        ))}
      </TaskList>
    </Section>
  )
}
