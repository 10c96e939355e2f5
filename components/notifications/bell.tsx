import { formatCount } from "@/lib/platform/format.ts"

/** The header's way to one's list, with what is unread said in words to those who do not see the mark. */
export function Bell({ unread, bound }: { unread: number; bound: number }) {
  const count = unread >= bound ? `${bound - 1}+` : String(unread)
  return (
    <a href="/moi/notifications" className="flex items-center gap-2 py-2 text-accent">
      Notifications
      {unread > 0 ? (
        <>
          <span
            aria-hidden
            className="inline-grid min-w-6 place-items-center rounded-full bg-accent px-1.5 font-semibold text-on-accent text-sm tabular-nums"
          >
            {count}
          </span>
          <span className="sr-only">
            {unread >= bound ? `plus de ${bound - 1} non lues` : formatCount(unread, "non lue", "non lues")}
          </span>
        </>
      ) : null}
    </a>
  )
}
