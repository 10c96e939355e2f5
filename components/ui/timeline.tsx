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
    <ol className="timeline">
      {entries.map(({ id, when, dateTime, what, who, detail }) => (
        <li key={id}>
          <p>{what}</p>
          <small>
            <time dateTime={dateTime}>{when}</time>
            {who ? <> · {who}</> : null}
          </small>
          {detail ? <div>{detail}</div> : null}
        </li>
      ))}
    </ol>
  )
}
