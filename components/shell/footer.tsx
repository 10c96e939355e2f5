export type FooterLink = { href: string; label: string }

export function Footer({ links, wide }: { links: readonly FooterLink[]; wide?: boolean }) {
  return (
    <footer className="border-line border-t print:hidden">
      <ul
        className={`mx-auto flex flex-wrap gap-x-6 gap-y-1 px-4 py-5 text-sm lg:px-6 ${wide ? "max-w-[100rem]" : "max-w-[80rem]"}`}
      >
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href} className="inline-block py-1 text-muted">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </footer>
  )
}
