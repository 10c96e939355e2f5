"use client"

import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react"
import { classNames } from "@/components/ui/class-names.ts"
import { Input } from "@/components/ui/input.tsx"
import type { Suggestion } from "@/lib/collectivites/queries/public-register.ts"
import { formatCount } from "@/lib/platform/format.ts"

type ComboboxProps = { id: string; typed: string; describedBy: string }

/**
 * ARIA's "list autocomplete with manual selection". Ours, because Base UI's Autocomplete weighs 50 KB compressed, more
 * than a whole page may send, and a native datalist does not find "Évreux" when one types "evreux".
 */
export function CommuneCombobox(props: ComboboxProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Combobox {...props} />
    </QueryClientProvider>
  )
}

function Combobox({ id, typed, describedBy }: ComboboxProps) {
  const listId = useId()
  const router = useRouter()
  const [text, setText] = useState(typed)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const options = useSuggestions(open ? text : "")
  const shown = open && options.length > 0

  // On a slow line one types before the script has come: what is there already counts, and is not written over.
  useEffect(() => {
    if (field.current && field.current.value !== typed) {
      setText(field.current.value)
      setOpen(document.activeElement === field.current)
    }
  }, [typed])

  const choose = ({ nom, publicId }: Suggestion) => {
    if (field.current) field.current.value = nom
    setOpen(false)
    router.push(`/simulateur?collectivite=${publicId}`)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    const chosen = options[active]
    if (step !== 0) {
      event.preventDefault()
      setOpen(true)
      if (options.length > 0) setActive(cycle(active, step, options.length))
    } else if (event.key === "Escape" && shown) {
      event.preventDefault()
      setOpen(false)
    } else if (event.key === "Enter" && shown && chosen) {
      event.preventDefault()
      choose(chosen)
    }
  }

  return (
    <div className="relative">
      <Input
        id={id}
        name="q"
        ref={field}
        defaultValue={typed}
        role="combobox"
        autoComplete="off"
        maxLength={60}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          setText(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul
        id={listId}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list of options is what ARIA's pattern asks for.
        role="listbox"
        aria-label="Communes et intercommunalités"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded border border-line-strong bg-surface py-1"
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts on the field, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the same.
          <li
            key={option.publicId}
            id={`${listId}-${index}`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of the list above.
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            className={classNames("cursor-pointer px-3 py-2 hover:bg-sunken", index === active && "bg-accent-soft")}
          >
            {option.nom} <span className="text-muted text-sm">{detail(option)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {shown ? formatCount(options.length, "réponse") : ""}
      </p>
    </div>
  )
}

/** What tells two namesakes apart. */
const detail = ({ type, codesPostaux, departement }: Suggestion): string =>
  type === "epci" ? "intercommunalité" : (codesPostaux[0] ?? departement)

const cycle = (active: number, step: number, count: number): number =>
  active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count

function useSuggestions(text: string): Suggestion[] {
  const settled = useSettled(text.trim(), 120)
  const { data } = useQuery({
    queryKey: ["communes", settled],
    enabled: settled.length >= 2,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/communes?q=${encodeURIComponent(settled)}`, { signal })
      // Completion is a help: when it fails, the form still works by its button.
      return response.ok ? ((await response.json()) as Suggestion[]) : []
    },
  })
  return settled.length >= 2 ? (data ?? []) : []
}

/** The text once the typing has paused. */
function useSettled(text: string, delayMs: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, delayMs])
  return settled
}
