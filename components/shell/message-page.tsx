import type { ReactNode } from "react"

/** A page that only says something: not found, failed. It needs nothing of the database. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="contenu" tabIndex={-1} className="mx-auto grid max-w-[44rem] gap-5 px-4 py-[12vh] outline-none">
      <h1>{title}</h1>
      {children}
    </main>
  )
}
