import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CommandeBadge } from "@/components/postes/badges.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { findCommande } from "@/lib/postes/queries/desk.ts"
import { daysLate } from "@/lib/postes/rules/commande.ts"
import { COMMANDE_GENRES } from "@/lib/postes/types.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { AccuseForm, RejetForm, RetransmettreForm, SuiviForm } from "./_components/commande-forms.tsx"

export const metadata: Metadata = { title: "Une commande au prestataire" }

const DAYS_TO_FOLLOW = 15

export default async function CommandePage({ params }: { params: Promise<{ commande: string }> }) {
  const ctx = await agentContext()
  const { commande: id } = await params
  if (!isIdentifier(id)) notFound()
  const commande = await read(ctx, (tx) => findCommande(tx, id))
  if (!commande) notFound()
  const { collectivite, collectivitePublicId, genre, etat, postes, suiviLe, accuseReference, reponse, version } =
    commande
  const target = { collectivite: collectivitePublicId, commande: id, version: String(version) }
  const late = daysLate(commande, today())
  const soon = addDays(today(), DAYS_TO_FOLLOW)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Postes", href: "/gestion/postes" },
          { label: "Commandes au prestataire", href: "/gestion/postes/commandes" },
        ]}
        title={`${COMMANDE_GENRES[genre]} de ${collectivite}`}
        state={<CommandeBadge etat={etat} />}
        lede={`${formatCount(postes, "poste")}, pour le ${formatDay(commande.effetLe)}.`}
      />
      {late === null ? null : (
        <Notice tone="attention" title={`Le point prévu est passé depuis ${formatCount(late, "jour")}.`}>
          Demandez au prestataire où il en est, puis notez la nouvelle date.
        </Notice>
      )}
      <DescriptionList
        items={[
          { label: "Service", value: commande.service },
          { label: "Référence client", value: collectivitePublicId },
          { label: "Numéro du prestataire", value: accuseReference ?? "Pas encore donné" },
          { label: "Point prévu", value: suiviLe ? formatDay(suiviLe) : "Pas encore fixé" },
          ...(reponse ? [{ label: "Dernière réponse", value: reponse }] : []),
          {
            label: "Postes",
            value: <a href={`/gestion/souscriptions/${commande.souscriptionId}/postes`}>Voir les postes</a>,
          },
        ]}
      />
      {etat === "a_transmettre" || etat === "transmise" ? <AccuseForm target={target} soon={soon} /> : null}
      {etat === "a_transmettre" || etat === "transmise" ? <RejetForm target={target} /> : null}
      {etat === "accusee" ? <SuiviForm target={target} soon={soon} /> : null}
      {etat === "rejetee" ? <RetransmettreForm target={target} /> : null}
    </>
  )
}
