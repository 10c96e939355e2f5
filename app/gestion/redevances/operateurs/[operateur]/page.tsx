import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { completeOperateurAction } from "@/lib/redevances/actions/bureau.ts"
import { findOperateur } from "@/lib/redevances/queries/reference.ts"
import { CoordonneesFields } from "../../baremes/_components/reference-forms.tsx"

export const metadata: Metadata = { title: "Un opérateur télécom" }

export default async function OperateurPage({ params }: { params: Promise<{ operateur: string }> }) {
  const ctx = await agentContext()
  const { operateur: id } = await params
  const operateur = isIdentifier(id) ? await read(ctx, (tx) => findOperateur(tx, id)) : null
  if (!operateur) notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: "/gestion/redevances" },
          { label: "Barèmes et taux", href: "/gestion/redevances/baremes" },
        ]}
        title={operateur.nom}
        lede="Ce que les lettres et les titres des communes écrivent de ce débiteur. Sans adresse, aucun titre ne peut être préparé."
      />
      <Form action={completeOperateurAction} hidden={{ operateur: id }} aria-label="Coordonnées de l’opérateur">
        <CoordonneesFields known={operateur} />
        <div>
          <SubmitButton pending="Enregistrement…">Enregistrer les coordonnées</SubmitButton>
        </div>
      </Form>
    </>
  )
}
