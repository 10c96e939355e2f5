import type { Metadata, Viewport } from "next"
import localFont from "next/font/local"
import { connection } from "next/server"
import type { ReactNode } from "react"
import { currentBrand } from "@/app/brand.ts"
import { SkipLink } from "@/components/ui/skip-link.tsx"
import { accentCss } from "@/lib/platform/accent.ts"
import "./globals.css"

// Latin only: French needs no more, and one file of 40 KB is all that a slow line waits for.
const publicSans = localFont({
  src: "../node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-public-sans",
  // A font that comes late on a slow line would move what is being read: it waits for the next page.
  display: "optional",
})

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  const { name } = await currentBrand()
  return { title: { default: name, template: `%s – ${name}` }, robots: { index: false } }
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#181f1c" },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made beforehand could not carry the nonce of its request (proxy.ts): every page is rendered when asked for.
  await connection()
  const { accent } = await currentBrand()
  return (
    <html lang="fr" className={publicSans.variable}>
      <body>
        <style href="accent" precedence="accent">
          {accentCss(accent)}
        </style>
        <SkipLink />
        {children}
      </body>
    </html>
  )
}
