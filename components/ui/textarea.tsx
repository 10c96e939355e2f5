import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"
import { CONTROL } from "./control.ts"

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={classNames(CONTROL, className)} {...rest} />
}
