import type { ReactNode } from "react"

export type TimelineEntry = {
  id: string
  when: ReactNode
  dateTime: string
  what: ReactNode
  who?: ReactNode
  detail?: ReactNode
}

/** What happened, newest first as given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="border-line border-s-2 ps-5">
      {entries.map(({ id, when, dateTime, what, who, detail }) => (
        <li
          key={id}
          className="relative pb-4 before:absolute before:start-[-1.625rem] before:top-[0.45em] before:size-2.5 before:rounded-full before:border-2 before:border-line-strong before:bg-page last:pb-0"
        >
          <p className="leading-snug">{what}</p>
          <p className="text-muted text-sm">
            <time dateTime={dateTime}>{when}</time>
            {who ? <> · {who}</> : null}
          </p>
          {detail ? <div className="text-sm">{detail}</div> : null}
        </li>
      ))}
    </ol>
  )
}
