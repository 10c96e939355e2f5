import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { completeFicheAction } from "@/lib/collectivites/actions.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"

export const metadata: Metadata = { title: "Compléter une fiche" }

const PATH = "/gestion/collectivites"

export default async function CompleterPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const found = await consultDossier(ctx, collectivite, async () => null)
  if (!found.ok) notFound()
  const { nom, siren, fiche, version } = found.value.dossier
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: PATH },
          { label: nom, href: `${PATH}/${collectivite}` },
        ]}
        title={`Compléter la fiche de ${nom}`}
        lede="Tout est facultatif : ce qui manque n’empêche aucun titre, seulement son dépôt électronique."
      />
      <Form action={completeFicheAction} hidden={{ collectivite, version }}>
        {siren === null ? (
          <TextField name="siren" label="SIREN" hint="Neuf chiffres." inputMode="numeric" autoComplete="off" />
        ) : null}
        <TextField
          name="siret"
          label="SIRET"
          hint={siren ? `Quatorze chiffres, qui commencent par ${siren}.` : "Quatorze chiffres."}
          defaultValue={fiche.siret ?? ""}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField name="adresse" label="Adresse postale" hint="Numéro et voie." defaultValue={fiche.adresse ?? ""} />
        <div className="grid items-end gap-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <TextField name="codePostal" label="Code postal" defaultValue={fiche.codePostal ?? ""} inputMode="numeric" />
          <TextField name="ville" label="Ville" defaultValue={fiche.ville ?? ""} />
        </div>
        <TextField
          name="courrielOfficiel"
          label="Courriel officiel"
          hint="La boîte connue de la mairie : les codes de rattachement et les titres y sont envoyés."
          type="email"
          defaultValue={fiche.courrielOfficiel ?? ""}
        />
        <TextField name="telephone" label="Téléphone" type="tel" defaultValue={fiche.telephone ?? ""} />
        <TextField
          name="codeService"
          label="Code service"
          hint="Celui que Chorus Pro demande pour cette collectivité : ses titres le porteront, sauf indication contraire."
          defaultValue={fiche.codeService ?? ""}
          autoComplete="off"
        />
        <div className="flex flex-wrap items-center gap-4">
          <SubmitButton pending="Enregistrement…">Enregistrer la fiche</SubmitButton>
          <a href={`${PATH}/${collectivite}`} className="text-accent">
            Revenir sans enregistrer
          </a>
        </div>
      </Form>
    </>
  )
}
