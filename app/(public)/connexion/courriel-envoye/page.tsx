import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"

export const metadata: Metadata = { title: "Consultez votre courriel" }

/** The same words for everyone: they do not say whether the address is known. */
export default function CourrielEnvoyePage() {
  return (
    <>
      <PageHeader title="Consultez votre courriel" />
      <div className="grid max-w-measure gap-4">
        <p>
          Un lien de connexion part vers l’adresse que vous avez saisie. Il est valable 30 minutes et ne sert qu’une
          fois.
        </p>
        <p>
          Rien après quelques minutes ? Regardez dans les courriers indésirables, vérifiez l’adresse, puis recommencez.
        </p>
        <p>
          <a href="/connexion">Revenir à la connexion</a>
        </p>
      </div>
    </>
  )
}
