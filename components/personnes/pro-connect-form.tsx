import type { ReactNode } from "react"
import { Button } from "@/components/ui/button.tsx"

type ProConnectFormProps = {
  csrfToken: string
  retour: string
  /** Adds this identity to the account already signed in. */
  linking?: boolean
  children: ReactNode
}

/** A plain form to next-auth: it leaves for ProConnect with or without JavaScript. */
export function ProConnectForm({ csrfToken, retour, linking, children }: ProConnectFormProps) {
  return (
    <form method="post" action="/api/auth/signin/proconnect">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={retour} />
      {linking ? <input type="hidden" name="relier" value="oui" /> : null}
      <Button type="submit" look={linking ? "secondary" : "primary"}>
        {children}
      </Button>
    </form>
  )
}
