import type { ReactNode } from "react"

type TaskProps = { title: ReactNode; detail?: ReactNode; action?: ReactNode }

/** One thing that waits for someone; `action` is its one link or button. */
export function Task({ title, detail, action }: TaskProps) {
  return (
    <li className="grid items-center gap-x-6 gap-y-3 border-line border-b py-3.5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <p>{title}</p>
        {detail ? <p className="text-muted text-sm">{detail}</p> : null}
      </div>
      {action}
    </li>
  )
}

/** Children are `Task`s. */
export function TaskList({ children }: { children: ReactNode }) {
  return <ul className="border-line border-t">{children}</ul>
}
