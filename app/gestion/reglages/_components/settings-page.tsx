import type { ComponentProps, ReactNode } from "react"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import type { AgentContext } from "@/lib/access/context.ts"

type SettingsPageProps = {
  ctx: AgentContext
  title: string
  lede?: string
  /** Between the settings and this page. */
  crumbs?: ComponentProps<typeof PageHeader>["crumbs"]
  children: ReactNode
}

/** A form of the settings; who may not use it is told before typing. */
export function SettingsPage({ ctx, title, lede, crumbs = [], children }: SettingsPageProps) {
  return (
    <>
      <PageHeader crumbs={[{ label: "Réglages", href: "/gestion/reglages" }, ...crumbs]} title={title} lede={lede} />
      {ctx.role === "administrateur" ? (
        children
      ) : (
        <Notice tone="attention" title="Votre rôle ne permet pas de modifier ces réglages.">
          Demandez à une personne administratrice.
        </Notice>
      )}
    </>
  )
}
