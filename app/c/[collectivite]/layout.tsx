import type { ReactNode } from "react"
import { currentBrand } from "@/app/brand.ts"
import { Bell } from "@/components/notifications/bell.tsx"
import { CommuneSwitcher } from "@/components/shell/commune-switcher.tsx"
import { FOOTER_LINKS } from "@/components/shell/footer-links.ts"
import type { RailLink } from "@/components/shell/rail.tsx"
import { Shell } from "@/components/shell/shell.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { only } from "@/lib/access/context.ts"
import { currentVisitor, membreContext, personneContext } from "@/lib/access/request.ts"
import { UNREAD_BOUND } from "@/lib/access/session.ts"

/** An élu starts from the situation, a secrétaire from what is to do. */
function railOf(home: string, decides: boolean): readonly RailLink[] {
  const start = { href: home, label: "Accueil", exact: true }
  const situation = { href: `${home}/tableau-de-bord`, label: "La situation" }
  return [
    ...(decides ? [situation, start] : [start, situation]),
    { href: `${home}/outils`, label: "Outils" },
    { href: `${home}/services`, label: "Services" },
    { href: `${home}/souscriptions`, label: "Souscriptions" },
    { href: `${home}/adhesion`, label: "Adhésion et conventions" },
    { href: `${home}/titres`, label: "Titres à payer" },
    { href: `${home}/coordonnees`, label: "Coordonnées" },
    { href: `${home}/adresses`, label: "Adresses" },
    { href: `${home}/redevances`, label: "Redevances" },
    { href: `${home}/incident`, label: "En cas d’incident" },
    { href: `${home}/documents`, label: "Documents" },
    { href: `${home}/equipe`, label: "Équipe" },
  ]
}

type LayoutProps = { children: ReactNode; params: Promise<{ collectivite: string }> }

export default async function CollectiviteLayout({ children, params }: LayoutProps) {
  const { collectivite } = await params
  const [ctx, { liens }, visitor, brand] = await Promise.all([
    membreContext(collectivite),
    personneContext(),
    currentVisitor(),
    currentBrand(),
  ])
  const { nom, publicId, roles } = only(ctx)
  const home = `/c/${publicId}`
  const others = liens.filter((lien) => lien.publicId !== publicId)
  return (
    <Shell
      brand={brand}
      home={home}
      rail={{ label: nom, links: railOf(home, roles.includes("elu")) }}
      footer={FOOTER_LINKS}
      headerEnd={
        <>
          <CommuneSwitcher
            current={nom}
            others={others.map((lien) => ({ href: `/c/${lien.publicId}`, label: lien.nom, detail: lien.fonction }))}
          />
          <Bell unread={visitor?.nonLues ?? 0} bound={UNREAD_BOUND} />
          <a href="/moi" className="py-2 text-accent">
            {ctx.who.nom}
          </a>
        </>
      }
    >
      {roles.length === 0 ? (
        <Notice title="Dossier d’une ancienne commune, en lecture seule">
          <p>
            Ce qui a été signé, émis et déposé reste ici, à son nom. La suite se fait dans le dossier qui lui succède.
          </p>
        </Notice>
      ) : null}
      {children}
    </Shell>
  )
}
