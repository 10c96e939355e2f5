export type Crumb = { label: string; href: string }

/** The way back; the page itself is the title below. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Fil d’Ariane" className="text-muted text-sm print:hidden">
      <ol className="flex flex-wrap gap-x-2">
        {crumbs.map(({ label, href }) => (
          <li key={href} className="flex gap-x-2">
            <a href={href} className="py-0.5 text-accent">
              {label}
            </a>
            <span aria-hidden>›</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
