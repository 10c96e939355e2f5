import type { ComponentProps } from "react"
import { type ButtonLook, buttonClass } from "./button.tsx"

type LinkButtonProps = ComponentProps<"a"> & { href: string; look?: ButtonLook }

/** Goes somewhere, changes nothing: what changes something is a form's button. */
export function LinkButton({ look = "secondary", className, children, ...rest }: LinkButtonProps) {
  return (
    <a className={buttonClass(look, className)} {...rest}>
      {children}
    </a>
  )
}
