import type { Metadata } from "next"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { listServiceChoices } from "@/lib/titres/queries/projets.ts"
import { TitreForm } from "./_components/titre-form.tsx"

export const metadata: Metadata = { title: "Nouveau titre" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NouveauTitrePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { reglages, services } = await read(ctx, async (tx) => ({
    reglages: await findReglages(tx),
    services: await listServiceChoices(tx),
  }))
  return (
    <>
      <PageHeader
        title="Nouveau titre"
        crumbs={[{ href: "/gestion/titres", label: "Titres" }]}
        lede="Pour un seul débiteur, hors campagne. Son numéro est pris quand une autre personne l’approuve."
      />
      <Notice>
        Cotisation et services avec TVA ne partagent pas un titre : une ligne hors du champ de la TVA va sur un titre à
        part.
      </Notice>
      <TitreForm
        debiteur={params.debiteur ?? ""}
        imputations={`${reglages.imputation} hors TVA, ${reglages.imputationServices} pour un service`}
        services={services}
      />
    </>
  )
}
