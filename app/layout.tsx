import type { Metadata, Viewport } from "next"
import localFont from "next/font/local"
import { headers } from "next/headers"
import type { ReactNode } from "react"
import { SkipLink } from "@/components/ui/skip-link.tsx"
import "./globals.css"

// Latin only: French needs no more, and one file of 40 KB is all that a slow line waits for.
const publicSans = localFont({
  src: "../node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-public-sans",
  display: "swap",
})

export const metadata: Metadata = {
  title: { default: "Portail des adhérents", template: "%s – Portail des adhérents" },
  robots: { index: false },
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
  await headers()
  return (
    <html lang="fr" className={publicSans.variable}>
      <body>
        <SkipLink />
        {children}
      </body>
    </html>
  )
}
