import { LinkButton } from "@/components/ui/link-button.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { Colleague } from "@/lib/personnes/queries.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { formatDay } from "@/lib/platform/format.ts"

type TeamProps = { team: readonly Colleague[]; collectivite: string; manages: boolean; self: string }

export function Team({ team, collectivite, manages, self }: TeamProps) {
  return (
    <TaskList>
      {team.map(({ id, personneId, nom, courriel, genre, role, fonction, depuis }) => (
        <Task
          key={id}
          title={
            <>
              <strong>{nom}</strong> {personneId === self ? <StateBadge tone="ok">vous</StateBadge> : null}{" "}
              {genre === "boite" ? <StateBadge tone="attention">boîte partagée</StateBadge> : null}
            </>
          }
          detail={`${fonction}, ${ROLES[role]}. ${courriel}. Depuis le ${formatDay(depuis)}.`}
          action={
            manages ? (
              <LinkButton href={`/c/${collectivite}/equipe/${id}`}>
                Modifier<span className="sr-only">{` ${nom}, ${ROLES[role]}`}</span>
              </LinkButton>
            ) : undefined
          }
        />
      ))}
    </TaskList>
  )
}
