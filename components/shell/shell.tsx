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
      {rail ? <RailMenu {...rail} /> : null}
      <div
        className={classNames(
          "mx-auto grid w-full flex-1 content-start px-4 pb-16 lg:px-6 print:block",
          dense ? "max-w-[100rem] gap-x-8" : "max-w-[80rem] gap-x-12",
          rail && "lg:grid-cols-[11.5rem_minmax(0,1fr)]",
        )}
      >
        {rail ? (
          <div className="pt-9 max-lg:hidden print:hidden">
            <Rail {...rail} />
          </div>
        ) : null}
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

/** On a narrow screen the rail folds into a menu, which needs no script. */
function RailMenu({ label, links }: { label: string; links: readonly RailLink[] }) {
  return (
    <details name="entete" className="border-line border-b bg-surface lg:hidden print:hidden">
      <summary className="min-h-11 px-4 py-2.5 font-semibold">Menu</summary>
      <div className="px-4 pb-3">
        <Rail label={label} links={links} />
      </div>
    </details>
  )
}
