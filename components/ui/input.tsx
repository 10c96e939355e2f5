import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input type={type} className={classNames("control", type === "number" && "tabular-nums", className)} {...rest} />
  )
}
