import type { ReactNode } from "react"
import { currentBrand } from "@/app/brand.ts"
import { Bell } from "@/components/notifications/bell.tsx"
import { FOOTER_LINKS } from "@/components/shell/footer-links.ts"
import { Shell } from "@/components/shell/shell.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { currentVisitor } from "@/lib/access/request.ts"
import { UNREAD_BOUND } from "@/lib/access/session.ts"
import { signOutAction } from "@/lib/personnes/actions/sign-in.ts"

const RAIL = [
  { href: "/moi", label: "Mon accueil", exact: true },
  { href: "/moi/notifications", label: "Notifications" },
  { href: "/moi/agenda", label: "Mon agenda" },
  { href: "/moi/rejoindre", label: "Rejoindre une collectivité" },
  { href: "/moi/securite", label: "Mon compte" },
]

export default async function MoiLayout({ children }: { children: ReactNode }) {
  const [brand, visitor] = await Promise.all([currentBrand(), currentVisitor()])
  const desk = visitor?.agent ? [{ href: "/gestion", label: "Gestion" }] : []
  return (
    <Shell
      brand={brand}
      home="/moi"
      rail={{ label: "Mon espace", links: [...RAIL, ...desk] }}
      footer={FOOTER_LINKS}
      headerEnd={
        visitor ? (
          <>
            <Bell unread={visitor.nonLues} bound={UNREAD_BOUND} />
            <span className="py-2">{visitor.who.nom}</span>
            <form action={signOutAction}>
              <SubmitButton look="quiet" pending="Déconnexion…">
                Se déconnecter
              </SubmitButton>
            </form>
          </>
        ) : null
      }
    >
      {children}
    </Shell>
  )
}
