import { type ReactNode, useId } from "react"

type SectionProps = { title: ReactNode; action?: ReactNode; children: ReactNode; className?: string }

/** A part of a page, named by its heading. */
export function Section({ title, action, children, className = "" }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`grid content-start gap-3.5 ${className}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
