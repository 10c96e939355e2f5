import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { RecuBadge } from "@/components/reglements/recu-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { readPaiements, searchCandidats } from "@/lib/reglements/queries/candidats.ts"
import { findRecu } from "@/lib/reglements/queries/recus.ts"
import { MOYEN_LABELS } from "@/lib/reglements/types.ts"
import { Affectations } from "./_components/affectations.tsx"
import { ChooseSection } from "./_components/choose-section.tsx"
import { Propositions } from "./_components/propositions.tsx"
import { ResumeSection, SetAsideSection } from "./_components/set-aside.tsx"

export const metadata: Metadata = { title: "Paiement reçu" }

type Props = { params: Promise<{ recu: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RecuPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { recu: id } = await params
  const { cherche = "" } = listParams(await searchParams)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const recu = await findRecu(tx, id)
    if (!recu) return null
    const waiting = recu.etat === "a_affecter"
    return {
      recu,
      lecture: waiting ? ((await readPaiements(tx, [recu])).get(recu) ?? null) : null,
      candidats: waiting ? await searchCandidats(tx, cherche.slice(0, 120)) : [],
    }
  })
  if (!found) notFound()
  const { recu, lecture, candidats } = found
  const allowed = denial(ctx, "reglements.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title={recu.payeur || "Payeur non nommé"}
        state={<RecuBadge etat={recu.etat} />}
        crumbs={[{ href: "/gestion/reglements", label: "Règlements" }]}
        lede={
          <>
            <Amount cents={recu.montant} /> reçus le {formatDay(recu.recuLe)} par {MOYEN_LABELS[recu.moyen]}.
          </>
        }
      />
      <DescriptionList
        items={[
          { label: "Référence", value: recu.reference || "aucune" },
          { label: "Libellé", value: recu.libelle || "aucun" },
          { label: "SIREN du payeur", value: recu.siren ?? "non donné" },
          { label: "Encore à affecter", value: <Amount cents={recu.etat === "a_affecter" ? recu.disponible : 0n} /> },
          {
            label: "Vient de",
            value: recu.fichierId ? (
              <a href={`/gestion/reglements/imports/${recu.fichierId}`}>{`${recu.fichier}, ligne ${recu.ligne}`}</a>
            ) : (
              "saisie"
            ),
          },
          ...(recu.decideLe
            ? [
                {
                  label: "Dernière décision",
                  value: `${formatInstant(recu.decideLe)}${recu.decidePar ? `, ${recu.decidePar}` : ""}`,
                },
              ]
            : []),
          ...(recu.motif ? [{ label: "Écarté parce que", value: recu.motif }] : []),
        ]}
      />
      {lecture ? <Propositions recu={recu} lecture={lecture} allowed={allowed} /> : null}
      <Affectations rows={recu.affectations} allowed={allowed} />
      {allowed && recu.etat === "a_affecter" ? (
        <>
          <ChooseSection recu={recu} cherche={cherche} candidats={candidats} />
          {recu.disponible === recu.montant ? <SetAsideSection id={recu.id} /> : null}
        </>
      ) : null}
      {allowed && recu.etat === "ecarte" ? <ResumeSection id={recu.id} /> : null}
    </>
  )
}
