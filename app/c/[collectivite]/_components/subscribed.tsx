import { costWords, quantityWords } from "@/components/souscriptions/words.ts"
import { Section } from "@/components/ui/section.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import { formatDay } from "@/lib/platform/format.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"

/** What runs beyond membership, and what it costs. */
export function Subscribed({ souscriptions, path }: { souscriptions: readonly MemberSouscription[]; path: string }) {
  const running = souscriptions.filter(
    ({ etat, mode, options }) => etat === "en_service" && (mode !== "inclus" || options.length > 0),
  )
  return (
    <Section title="Souscrit en plus" action={<a href={`${path}/services?prix=carte`}>Voir les services à la carte</a>}>
      {running.length === 0 ? (
        <p className="text-muted">Rien pour le moment : tout ce que vous utilisez est compris dans l’adhésion.</p>
      ) : (
        <TaskList>
          {running.map((souscription) => {
            const { id, service, quantite, unite, enServiceLe } = souscription
            return (
              <Task
                key={id}
                title={
                  <a href={`${path}/souscriptions/${id}`}>
                    {[service, quantityWords(quantite, unite)].filter(Boolean).join(", ")}
                  </a>
                }
                detail={enServiceLe ? `En service depuis le ${formatDay(enServiceLe)}` : null}
                action={<span className="tabular-nums">{costWords(souscription)}</span>}
              />
            )
          })}
        </TaskList>
      )}
    </Section>
  )
}
