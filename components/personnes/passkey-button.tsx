"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import {
  askPasskeyAction,
  beginPasskeyAction,
  confirmPasskeyAction,
  enrolPasskeyAction,
} from "@/lib/personnes/actions/passkey.ts"

type PasskeyButtonProps = { purpose: "register" | "confirm"; next: string }

const WORDS = {
  register: { act: "Ajouter une clé d’accès", pending: "Suivez votre appareil…" },
  confirm: { act: "Confirmer avec ma clé d’accès", pending: "Suivez votre appareil…" },
}

/** The one thing here that a plain form cannot do; the one-time code is the way without JavaScript. */
export function PasskeyButton({ purpose, next }: PasskeyButtonProps) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function act() {
    setPending(true)
    setError(null)
    const said = await (purpose === "register" ? register() : confirm())
    if (said === null) return window.location.assign(next)
    setError(said)
    setPending(false)
  }

  return (
    <div className="grid gap-2">
      <Button look={purpose === "confirm" ? "primary" : "secondary"} onClick={act} disabled={pending}>
        {pending ? WORDS[purpose].pending : WORDS[purpose].act}
      </Button>
      <div role="alert" className="empty:hidden">
        {error ? <Notice tone="danger">{error}</Notice> : null}
      </div>
      <noscript>
        <p className="text-muted text-sm">La clé d’accès demande JavaScript ; le code à usage unique s’en passe.</p>
      </noscript>
    </div>
  )
}

const GIVEN_UP = "Votre appareil n’a pas confirmé. Recommencez, ou utilisez un code à usage unique."

async function register(): Promise<string | null> {
  const asked = await beginPasskeyAction()
  if (!asked.ok) return asked.said
  const { startRegistration } = await import("@simplewebauthn/browser")
  const response = await startRegistration({ optionsJSON: asked.value }).catch(() => null)
  if (!response) return GIVEN_UP
  const done = await enrolPasskeyAction(response)
  return done.ok ? null : done.said
}

async function confirm(): Promise<string | null> {
  const asked = await askPasskeyAction()
  if (!asked.ok) return asked.said
  const { startAuthentication } = await import("@simplewebauthn/browser")
  const response = await startAuthentication({ optionsJSON: asked.value }).catch(() => null)
  if (!response) return GIVEN_UP
  const done = await confirmPasskeyAction(response)
  return done.ok ? null : done.said
}
