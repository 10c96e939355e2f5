import type { ReactNode } from "react"
import { currentBrand } from "@/app/brand.ts"
import { FOOTER_LINKS } from "@/components/shell/footer-links.ts"
import { Shell } from "@/components/shell/shell.tsx"
import { currentVisitor } from "@/lib/access/request.ts"

const LINKS = [
  { href: "/catalogue", label: "Catalogue" },
  { href: "/simulateur", label: "Simulateur" },
]

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [brand, visitor] = await Promise.all([currentBrand(), currentVisitor()])
  const account = visitor ? { href: "/moi", label: "Mon espace" } : { href: "/connexion", label: "Se connecter" }
  return (
    <Shell
      brand={brand}
      home="/"
      footer={FOOTER_LINKS}
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
    </Shell>
  )
}
