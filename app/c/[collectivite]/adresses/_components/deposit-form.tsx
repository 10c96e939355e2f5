"use client"

import { useState } from "react"
import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { depositAction } from "@/lib/bal/actions.ts"
import { checkTaille } from "@/lib/bal/rules/taille.ts"
import { DEPOT_REFUSALS } from "@/lib/bal/types.ts"
import { sentence } from "@/lib/platform/result.ts"

/** The browser says at once that a file is too large, before sending it for minutes; the server judges anyway. */
export function DepositForm({ collectivite }: { collectivite: string }) {
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const look = (input: EventTarget) => {
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined
    const checked = checkTaille(file?.size ?? 0)
    setTooLarge(checked.ok ? null : sentence(DEPOT_REFUSALS[checked.refusal], checked.details))
    if (!checked.ok && input instanceof HTMLInputElement) input.value = ""
  }
  return (
    <div onChange={(event) => look(event.target)}>
      <Form action={depositAction} hidden={{ collectivite }} aria-label="Déposer un fichier d’adresses">
        <div role="alert" className="empty:hidden">
          {tooLarge ? <Notice tone="danger">{tooLarge}</Notice> : null}
        </div>
        <FileField
          name="fichier"
          label="Fichier de la base adresse locale (CSV)"
          hint="Formats BAL 1.1 à 1.5, tel que votre outil l’exporte ; 64 Mo au plus. Après une erreur, choisissez-le de nouveau."
          accept=".csv,text/csv"
          required
        />
        <p>
          <SubmitButton pending="Envoi du fichier…">Déposer et analyser</SubmitButton>
        </p>
      </Form>
    </div>
  )
}
