import type { FooterLink } from "./footer.tsx"

/** At the foot of every page, in every space. */
export const FOOTER_LINKS: readonly FooterLink[] = [
  { href: "/mentions-legales", label: "Mentions légales" },
  { href: "/confidentialite", label: "Données personnelles" },
  { href: "/accessibilite", label: "Accessibilité : non conforme" },
  { href: "/donnees", label: "À propos des données" },
]
