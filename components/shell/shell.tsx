import type { ReactNode } from "react"
import { classNames } from "@/components/ui/class-names.ts"
import type { Brand } from "./brand.tsx"
import { Footer, type FooterLink } from "./footer.tsx"
import { Header } from "./header.tsx"
import { Rail, type RailLink } from "./rail.tsx"

type ShellProps = {
  brand: Brand
  home: string
  suffix?: string
  /** To the right of the header: commune switcher, account. */
  headerEnd?: ReactNode
  /** Without it, the page takes the whole width. */
  rail?: { label: string; links: readonly RailLink[] }
  footer: readonly FooterLink[]
  /** The staff's desk shows more at once. */
  dense?: boolean
  children: ReactNode
}

/** Header, rail and the one `<main>`: every page of every space stands in it. */
export function Shell({ brand, home, suffix, headerEnd, rail, footer, dense, children }: ShellProps) {
  return (
    <div data-density={dense ? "dense" : "roomy"} className="flex min-h-dvh flex-col">
      <Header brand={brand} home={home} suffix={suffix} wide={dense}>
        {headerEnd}
      </Header>
      {rail ? (
        <div className="border-line border-b bg-surface lg:hidden print:hidden">
          <button type="button" popoverTarget={MENU} className="min-h-11 w-full px-4 py-2.5 text-start font-semibold">
            Menu
          </button>
        </div>
      ) : null}
      <div
        className={classNames(
          "mx-auto grid w-full flex-1 content-start px-4 pb-16 lg:px-6 print:block",
          dense ? "max-w-[100rem] gap-x-8" : "max-w-[80rem] gap-x-12",
          rail && "lg:grid-cols-[11.5rem_minmax(0,1fr)]",
        )}
      >
        {rail ? <RailMenu {...rail} /> : null}
        <main
          id="contenu"
          tabIndex={-1}
          className="grid min-w-0 content-start gap-8 pt-6 outline-none lg:gap-10 lg:pt-9"
        >
          {children}
        </main>
      </div>
      <Footer links={footer} wide={dense} />
    </div>
  )
}

const MENU = "menu"

/**
 * Beside the page; on a narrow screen it waits behind its button, without script. One list for both: half of what the desk's
 * pages had to draw twice. A browser that knows no popover shows it above the page.
 */
function RailMenu({ label, links }: { label: string; links: readonly RailLink[] }) {
  return (
    <div id={MENU} popover="auto" className="rail-menu">
      <Rail label={label} links={links} />
      <button
        type="button"
        popoverTarget={MENU}
        popoverTargetAction="hide"
        className="min-h-11 px-3 font-semibold text-accent lg:hidden"
      >
        Fermer le menu
      </button>
    </div>
  )
}
