import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { Nomme } from "@/lib/outils/queries/droits.ts"
import { addDays } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

type NommesProps = {
  nommes: readonly Nomme[]
  hidden: { collectivite: string; service: string }
  /** Without it the list is only read. */
  end?: FormAction
  /** Named accounts that membership covers; null without a limit. */
  inclus: number | null
}

/** Who may open a tool for a collectivité, one person a line. */
export function Nommes({ nommes, hidden, end, inclus }: NommesProps) {
  if (nommes.length === 0) return <p className="text-muted">Personne n’est encore nommé.</p>
  return (
    <>
      {inclus === null ? null : (
        <p>
          {formatCount(nommes.length, "accès donné", "accès donnés")} sur {inclus} compris dans l’adhésion.
        </p>
      )}
      <TaskList>
        {nommes.map(({ id, nom, courriel, profil, depuis, jusqua, donnePar }) => (
          <Task
            key={id}
            title={
              <>
                <strong>{nom}</strong>, {profil}
              </>
            }
            detail={`${courriel}. Depuis le ${formatDay(depuis)}${jusqua ? `, jusqu’au ${formatDay(addDays(jusqua, -1))}` : ""}. Accès donné par ${donnePar ?? "l’opérateur"}.`}
            action={
              end ? (
                <Form action={end} hidden={{ ...hidden, droit: id }} aria-label={`Retirer l’accès de ${nom}`}>
                  <SubmitButton look="quiet" pending="Retrait…">
                    Retirer<span className="sr-only"> l’accès de {nom}</span>
                  </SubmitButton>
                </Form>
              ) : undefined
            }
          />
        ))}
      </TaskList>
    </>
  )
}
