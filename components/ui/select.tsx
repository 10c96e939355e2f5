import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export type Option = { value: string; label: string }

type SelectProps = Omit<ComponentProps<"select">, "children"> & { options: readonly Option[]; empty?: string }

/** `empty` is the words of the first, valueless choice ("Tous les types"). */
export function Select({ options, empty, className, ...rest }: SelectProps) {
  return (
    <select className={classNames("control", "pe-8", className)} {...rest}>
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
