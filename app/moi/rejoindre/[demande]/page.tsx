import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { z } from "zod"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { personneContext } from "@/lib/access/request.ts"
import { confirmCodeAction } from "@/lib/personnes/actions/demandes.ts"
import { findMyDemande } from "@/lib/personnes/queries.ts"

export const metadata: Metadata = { title: "Saisir le code de la collectivité" }

export default async function DemandePage({ params }: { params: Promise<{ demande: string }> }) {
  const ctx = await personneContext()
  const id = z.uuid().safeParse((await params).demande)
  if (!id.success) notFound()
  const demande = await read(ctx, (tx) => findMyDemande(tx, ctx.who.personneId, id.data))
  if (!demande) notFound()
  if (demande.etat !== "code_envoye") redirect("/moi")
  return (
    <>
      <PageHeader title={demande.collectivite.nom} lede="Votre demande est enregistrée." />
      <div className="grid max-w-measure gap-4">
        <p>
          Si nous connaissons l’adresse officielle de cette collectivité, un code de six chiffres vient d’y être envoyé.
          Demandez-le à la personne qui lit cette boîte, puis saisissez-le ici. Il est valable 7 jours.
        </p>
        <p>Sans adresse connue, vous n’avez rien à faire : l’opérateur vérifie votre demande et vous écrit.</p>
      </div>
      <Form action={confirmCodeAction} hidden={{ demande: demande.id }} aria-label="Code de la collectivité">
        <TextField
          name="code"
          label="Code reçu par la collectivité"
          hint="Six chiffres"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          required
        />
        <SubmitButton pending="Vérification…">Confirmer le code</SubmitButton>
      </Form>
      <p>
        <a href="/moi">Plus tard : revenir à mon accueil</a>
      </p>
    </>
  )
}
