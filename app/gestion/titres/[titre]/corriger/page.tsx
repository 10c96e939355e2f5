import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { sum } from "@/lib/platform/money.ts"
import { findTitreToCorrect } from "@/lib/titres/queries/projets.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { TITRE_LABELS, TITRE_TRANSITIONS } from "@/lib/titres/types.ts"
import { CorrectionForm } from "../_components/correction-form.tsx"

export const metadata: Metadata = { title: "Corriger un titre" }

type Props = { params: Promise<{ titre: string }> }

export default async function CorrigerPage({ params }: Props) {
  const ctx = await agentContext()
  const { titre: id } = await params
  const titre = isIdentifier(id) ? await read(ctx, (tx) => findTitreToCorrect(tx, id)) : null
  if (titre?.nature !== "recette") notFound()
  const reference = titreReference(titre)
  const reste = sum(titre.lignes.map(({ resteHt, resteTva }) => resteHt + resteTva))
  const open: readonly string[] = TITRE_TRANSITIONS[titre.etat]
  return (
    <>
      <PageHeader
        title={`Annuler ou réduire le titre n° ${reference}`}
        crumbs={[
          { href: "/gestion/titres", label: "Titres" },
          { href: `/gestion/titres/${id}`, label: `Titre n° ${reference}` },
        ]}
        lede={`${titre.debiteur.nom}, ${titre.objet} : il en reste ${formatAmount(reste)}. Rien n’est émis avant qu’une autre personne approuve.`}
      />
      {titre.exerciceClos ? (
        <Notice tone="attention" title={`L’exercice ${titre.exercice} est clos.`}>
          La correction sera un mandat au compte 673 de l’exercice en cours, avec un numéro de sa propre série.
        </Notice>
      ) : (
        <Notice>
          L’exercice {titre.exercice} est ouvert : la correction prend un numéro de la série {titre.serie}, dans un
          bordereau d’annulations et de réductions.
        </Notice>
      )}
      {open.includes("annule") ? (
        <CorrectionForm titreId={id} reste={reste} lignes={titre.lignes.filter(({ resteHt }) => resteHt > 0n)} />
      ) : (
        <Notice tone="attention" title={`Ce titre est « ${TITRE_LABELS[titre.etat].word} ».`}>
          Il ne reçoit plus de correction.
        </Notice>
      )}
    </>
  )
}
