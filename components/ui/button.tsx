import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export type ButtonLook = "primary" | "secondary" | "danger" | "quiet"

const BASE =
  "inline-flex min-h-10 items-center justify-center gap-2 rounded border px-4 py-1.5 text-center font-semibold leading-tight no-underline transition-colors duration-100 print:hidden aria-disabled:cursor-progress aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60"

const LOOKS: Record<ButtonLook, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary:
    "border-line-strong bg-transparent text-accent hover:border-accent hover:bg-accent-soft hover:text-accent-strong",
  danger: "border-danger bg-transparent text-danger hover:bg-danger-soft",
  quiet: "border-transparent bg-transparent px-2 text-accent underline hover:bg-sunken",
}

export const buttonClass = (look: ButtonLook, className?: string): string => classNames(BASE, LOOKS[look], className)

type ButtonProps = ComponentProps<"button"> & { look?: ButtonLook }

export function Button({ look = "secondary", type = "button", className, ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />
}
