import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"
import { CONTROL } from "./control.ts"

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={classNames(CONTROL, type === "number" && "tabular-nums", className)} {...rest} />
}
