import type { ComponentProps } from "react"
import { Shell } from "@/components/shell/shell.tsx"
import type { OperateurFace } from "@/lib/operateur/types.ts"
import { accentCss } from "@/lib/platform/accent.ts"

const FOOTER = [
  { href: "/mentions-legales", label: "Mentions légales" },
  { href: "/confidentialite", label: "Données personnelles" },
  { href: "/accessibilite", label: "Accessibilité : partiellement conforme" },
  { href: "/donnees", label: "À propos des données" },
]

type OperateurShellProps = Omit<ComponentProps<typeof Shell>, "brand" | "footer"> & { operateur: OperateurFace }

/** The frame of every space, in the operator's name and colour. */
export function OperateurShell({ operateur, ...shell }: OperateurShellProps) {
  const logoUrl = operateur.hasLogo ? "/api/logo" : null
  return (
    <>
      <style>{accentCss(operateur.accent)}</style>
      <Shell brand={{ name: operateur.marque, logoUrl }} footer={FOOTER} {...shell} />
    </>
  )
}
