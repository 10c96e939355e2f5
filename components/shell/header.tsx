import type { ReactNode } from "react"
import { type Brand, BrandLink } from "./brand.tsx"

type HeaderProps = {
  brand: Brand
  home: string
  /** After the name: "gestion". */
  suffix?: string
  wide?: boolean
  /** To the right: commune switcher, account. */
  children?: ReactNode
}

export function Header({ brand, home, suffix, wide, children }: HeaderProps) {
  return (
    <header className="border-line border-b bg-surface">
      <div
        className={`mx-auto flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 lg:px-6 ${wide ? "max-w-[100rem]" : "max-w-[80rem]"}`}
      >
        <BrandLink brand={brand} href={home} suffix={suffix} />
        <div className="header-end ms-auto flex flex-wrap items-center gap-x-5 gap-y-1 print:hidden">{children}</div>
      </div>
    </header>
  )
}
