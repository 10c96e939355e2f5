"use client"

import { useSyncExternalStore } from "react"
import { Button } from "@/components/ui/button.tsx"

type Props = { name: string; count: number }

/** Ticks every box of that name in its form; drawn only where it can act. */
export function TickAll({ name, count }: Props) {
  const ready = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  if (!ready) return null
  const tick = (form: HTMLFormElement | null, checked: boolean) => {
    for (const box of form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? []) box.checked = checked
  }
  return (
    <>
      <Button type="button" look="secondary" onClick={(event) => tick(event.currentTarget.form, true)}>
        Cocher les {count} lignes
      </Button>
      <Button type="button" look="secondary" onClick={(event) => tick(event.currentTarget.form, false)}>
        Tout décocher
      </Button>
    </>
  )
}
