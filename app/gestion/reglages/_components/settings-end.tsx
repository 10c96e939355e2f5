import { SubmitButton } from "@/components/ui/submit-button.tsx"

/** The end of each form of the settings. */
export function SettingsEnd({ children }: { children: string }) {
  return (
    <div className="flex flex-wrap items-center gap-4">
      <SubmitButton pending="Enregistrement…">{children}</SubmitButton>
      <a href="/gestion/reglages" className="text-accent">
        Revenir sans enregistrer
      </a>
    </div>
  )
}
