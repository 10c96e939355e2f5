import type { ReactNode } from "react"
import { OperateurShell } from "@/components/operateur/operateur-shell.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import { findOperateur } from "@/lib/operateur/queries.ts"

const LINKS = [
  { href: "/catalogue", label: "Catalogue" },
  { href: "/simulateur", label: "Simulateur" },
]

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [operateur, visitor] = await Promise.all([read(PUBLIC, findOperateur), currentVisitor()])
  const account = visitor ? { href: "/moi", label: "Mon espace" } : { href: "/connexion", label: "Se connecter" }
  return (
    <OperateurShell
      operateur={operateur}
      home="/"
      headerEnd={
        <nav aria-label="Principal">
          <ul className="flex flex-wrap items-center gap-x-5">
            {[...LINKS, account].map(({ href, label }) => (
              <li key={href}>
                <a href={href} className="inline-flex min-h-10 items-center text-ink no-underline hover:underline">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      }
    >
      {children}
    </OperateurShell>
  )
}
