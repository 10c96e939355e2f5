const PAGES = [
  { href: "/gestion/reglements", label: "Paiements reçus" },
  { href: "/gestion/reglements/imports", label: "Fichiers du comptable" },
  { href: "/gestion/reglements/soldes", label: "Soldes par collectivité" },
  { href: "/gestion/reglements/relances", label: "Relances" },
  { href: "/gestion/reglements/questions", label: "Questions sur les titres" },
] as const

export const ReglementsNav = ({ current }: { current: (typeof PAGES)[number]["href"] }) => (
  <nav aria-label="Règlements" className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
    {PAGES.map(({ href, label }) => (
      <a
        key={href}
        href={href}
        aria-current={href === current ? "page" : undefined}
        className="py-1 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
      >
        {label}
      </a>
    ))}
  </nav>
)
