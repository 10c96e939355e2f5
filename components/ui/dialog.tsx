"use client"

import { Dialog as Base } from "@base-ui/react/dialog"
import type { MouseEvent, ReactNode } from "react"
import { type ButtonLook, buttonClass } from "./button.tsx"

type DialogProps = {
  /** The page that holds the same thing: where the link leads without JavaScript, or in a new tab. */
  href: string
  trigger: ReactNode
  look?: ButtonLook
  title: ReactNode
  description?: ReactNode
  children: ReactNode
}

/** A link to a page, opened over the present one. Base UI keeps the focus inside, and gives it back (docs/decisions/002). */
export function Dialog({ href, trigger, look = "secondary", title, description, children }: DialogProps) {
  return (
    <Base.Root>
      <Base.Trigger nativeButton={false} render={<a href={href} onClick={stayHere} />} className={buttonClass(look)}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className="fixed inset-0 z-50 m-auto grid h-fit justify-items-start max-h-[calc(100dvh-2rem)] w-[min(36rem,calc(100vw-2rem))] gap-4 overflow-y-auto rounded border border-line bg-surface p-6 text-ink transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <div className="flex w-full items-start justify-between gap-4">
            <Base.Title className="text-[1.1875rem]">{title}</Base.Title>
            <Base.Close className="min-h-6 shrink-0 text-accent underline">Fermer</Base.Close>
          </div>
          {description ? <Base.Description className="text-muted">{description}</Base.Description> : null}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** With a modifier key, a link is a link. */
function stayHere(event: MouseEvent) {
  if (!(event.metaKey || event.ctrlKey || event.shiftKey)) event.preventDefault()
}
