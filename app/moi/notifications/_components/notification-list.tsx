import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { MyNotification } from "@/lib/notifications/queries/mine.ts"
import { formatInstant } from "@/lib/platform/format.ts"

/** Each leads through the page that notes it as read to where it is about. */
export function NotificationList({ notifications }: { notifications: readonly MyNotification[] }) {
  return (
    <ul className="border-line border-t">
      {notifications.map(({ id, titre, texte, collectivite, creeLe, lueLe, legale }) => (
        <li key={id} className="grid gap-1 border-line border-b py-3.5">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <a href={`/moi/notifications/${id}`} className={lueLe ? undefined : "font-semibold"}>
              {titre}
            </a>
            {lueLe ? null : <StateBadge tone="info">non lue</StateBadge>}
            {legale ? <StateBadge>avis légal</StateBadge> : null}
          </p>
          <p className="max-w-measure">{texte}</p>
          <p className="text-muted text-sm">
            {collectivite}, {formatInstant(creeLe)}
          </p>
        </li>
      ))}
    </ul>
  )
}
