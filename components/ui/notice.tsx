import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"
import type { Tone } from "./tone.ts"

const LOOKS: Record<Tone, string> = {
  neutral: "border-line-strong bg-sunken",
  ok: "border-ok bg-ok-soft",
  attention: "border-attention bg-attention-soft",
  danger: "border-danger bg-danger-soft",
  info: "border-info bg-info-soft",
}

type NoticeProps = { tone?: Tone; title?: ReactNode; children?: ReactNode; className?: string }

/** Something to know before reading on. It stays: nothing here vanishes by itself. */
export function Notice({ tone = "info", title, children, className }: NoticeProps) {
  return (
    <div className={classNames("rounded-e border-s-[3px] px-4 py-2.5 text-ink", LOOKS[tone], className)}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  )
}
