import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { silenceAction } from "@/lib/notifications/actions.ts"
import { isSigned } from "@/lib/notifications/commands/unsubscribe.ts"
import { genreName } from "@/lib/notifications/rules.ts"
import { silenceInput } from "@/lib/notifications/schema.ts"
import { SILENCE_REFUSALS } from "@/lib/notifications/types.ts"

// The address proves who received the mail: it is told to no other site.
export const metadata: Metadata = { title: "Ne plus recevoir ces courriels", referrer: "same-origin" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Mail scanners follow links: only the button silences. */
export default async function DesabonnementPage({ searchParams }: Props) {
  const input = silenceInput.safeParse(await searchParams)
  if (!input.success || !isSigned(input.data)) {
    return (
      <>
        <PageHeader title="Ne plus recevoir ces courriels" />
        <EmptyState title="Ce lien ne dit pas quels courriels arrêter.">{SILENCE_REFUSALS["lien-invalide"]}</EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Ne plus recevoir ces courriels"
        lede={`${genreName(input.data.g)} : vous ne le recevrez plus par courriel. Vous le lirez toujours sur le portail, et les avis que la loi demande continueront de partir.`}
      />
      <Form action={silenceAction} hidden={input.data} aria-label="Ne plus recevoir ces courriels">
        <div>
          <SubmitButton pending="Un instant…">Ne plus recevoir ces courriels</SubmitButton>
        </div>
      </Form>
      <p>
        <a href="/moi/notifications/choix">Choisir plutôt, genre par genre</a> (il faut se connecter).
      </p>
    </>
  )
}
