import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { Factor } from "@/lib/access/identity/factors.ts"
import { removeFactorAction } from "@/lib/personnes/actions/factors.ts"
import { formatInstant } from "@/lib/platform/format.ts"

export function FactorList({ factors, mayRemove }: { factors: readonly Factor[]; mayRemove: boolean }) {
  return (
    <TaskList>
      {factors.map(({ id, nom, creeLe, dernierUsageLe }) => (
        <Task
          key={id}
          title={<strong>{nom}</strong>}
          detail={`Ajouté le ${formatInstant(creeLe)}${dernierUsageLe ? `, utilisé le ${formatInstant(dernierUsageLe)}` : ", jamais utilisé"}`}
          action={
            mayRemove ? (
              <Form action={removeFactorAction} hidden={{ facteur: id }} aria-label={`Retirer : ${nom}`}>
                <SubmitButton look="danger" pending="Retrait…">
                  Retirer<span className="sr-only"> {nom}</span>
                </SubmitButton>
              </Form>
            ) : undefined
          }
        />
      ))}
    </TaskList>
  )
}
