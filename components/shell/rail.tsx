"use client"

import { usePathname } from "next/navigation"

export type RailLink = {
  href: string
  label: string
  /** The root of a space: current only on its own page. */
  exact?: boolean
  /** What waits there, said in words: "2 à décider". */
  waiting?: string
}

/** The space's plain nouns. In the browser only to keep `aria-current` true after an action moves to another page. */
export function Rail({ links, label }: { links: readonly RailLink[]; label: string }) {
  const path = usePathname()
  return (
    <nav aria-label={label}>
      <ul>
        {links.map((link) => {
          const isCurrent = path === link.href || (!link.exact && path.startsWith(`${link.href}/`))
          return (
            <li key={link.href}>
              <a href={link.href} aria-current={isCurrent ? (path === link.href ? "page" : "true") : undefined}>
                {link.label}
                {link.waiting ? <span className="block font-normal text-muted text-sm">{link.waiting}</span> : null}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
