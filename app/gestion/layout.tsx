import type { ReactNode } from "react"
import { currentBrand } from "@/app/brand.ts"
import { Bell } from "@/components/notifications/bell.tsx"
import { FOOTER_LINKS } from "@/components/shell/footer-links.ts"
import type { RailLink } from "@/components/shell/rail.tsx"
import { Shell } from "@/components/shell/shell.tsx"
import { agentContext, currentVisitor } from "@/lib/access/request.ts"
import { UNREAD_BOUND } from "@/lib/access/session.ts"

const RAIL: readonly RailLink[] = [
  { href: "/gestion", label: "Bureau", exact: true },
  { href: "/gestion/collectivites", label: "Collectivités" },
  { href: "/gestion/adhesions", label: "Adhésions" },
  { href: "/gestion/actes", label: "Actes à signer" },
  { href: "/gestion/rattachements", label: "Rattachements" },
  { href: "/gestion/catalogue", label: "Catalogue" },
  { href: "/gestion/souscriptions", label: "Souscriptions" },
  { href: "/gestion/postes", label: "Postes" },
  { href: "/gestion/outils", label: "Outils" },
  { href: "/gestion/consultations", label: "Consultations" },
  { href: "/gestion/facturation", label: "Facturation" },
  { href: "/gestion/campagnes", label: "Campagnes" },
  { href: "/gestion/deliberations", label: "Délibérations" },
  { href: "/gestion/simulations", label: "Simulations de tarif" },
  { href: "/gestion/depenses", label: "Dépenses" },
  { href: "/gestion/partages", label: "Coûts partagés" },
  { href: "/gestion/titres", label: "Titres" },
  { href: "/gestion/echanges", label: "Échanges" },
  { href: "/gestion/reglements", label: "Règlements" },
  { href: "/gestion/notifications", label: "Avis légaux" },
  { href: "/gestion/redevances", label: "Redevances" },
  { href: "/gestion/adresses", label: "Adresses" },
  { href: "/gestion/imports", label: "Imports" },
  { href: "/gestion/reglages", label: "Réglages" },
  { href: "/gestion/journal", label: "Journal" },
]

export default async function GestionLayout({ children }: { children: ReactNode }) {
  const [{ who }, visitor, brand] = await Promise.all([agentContext(), currentVisitor(), currentBrand()])
  return (
    <Shell
      brand={brand}
      home="/gestion"
      suffix="gestion"
      dense
      rail={{ label: "Gestion", links: RAIL }}
      footer={FOOTER_LINKS}
      headerEnd={
        <>
          <Bell unread={visitor?.nonLues ?? 0} bound={UNREAD_BOUND} />
          <a href="/moi" className="py-2 text-accent">
            {who.nom}
          </a>
        </>
      }
    >
      {children}
    </Shell>
  )
}
