import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { OpenSession } from "@/lib/access/identity/sessions.ts"
import { closeOthersAction, closeSessionAction } from "@/lib/personnes/actions/account.ts"
import { formatInstant } from "@/lib/platform/format.ts"

export function SessionList({ sessions }: { sessions: readonly OpenSession[] }) {
  return (
    <Section title="Mes sessions ouvertes">
      <TaskList>
        {sessions.map(({ id, navigateur, creeLe, derniereActiviteLe, current }) => (
          <Task
            key={id}
            title={
              <>
                <strong>{navigateur ?? "Navigateur inconnu"}</strong>{" "}
                {current ? <StateBadge tone="ok">celle-ci</StateBadge> : null}
              </>
            }
            detail={`Ouverte le ${formatInstant(creeLe)}, active le ${formatInstant(derniereActiviteLe)}`}
            action={
              current ? undefined : (
                <Form action={closeSessionAction} hidden={{ session: id }} aria-label="Fermer cette session">
                  <SubmitButton look="secondary" pending="Fermeture…">
                    Fermer<span className="sr-only"> la session {navigateur ?? "inconnue"}</span>
                  </SubmitButton>
                </Form>
              )
            }
          />
        ))}
      </TaskList>
      {sessions.length > 1 ? (
        <Form action={closeOthersAction} aria-label="Fermer toutes les autres sessions">
          <SubmitButton look="danger" pending="Fermeture…">
            Fermer toutes les autres sessions
          </SubmitButton>
        </Form>
      ) : null}
    </Section>
  )
}
