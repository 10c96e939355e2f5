import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={classNames("control", className)} {...rest} />
}
