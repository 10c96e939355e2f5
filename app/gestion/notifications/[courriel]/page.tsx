import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findRemise, type RemiseFile } from "@/lib/notifications/queries/remises.ts"
import { formatCount, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { RemiseBadge } from "../_components/remise-badge.tsx"
import { RemiseForms } from "./_components/remise-forms.tsx"

export const metadata: Metadata = { title: "Un avis légal" }

export default async function AvisPage({ params }: { params: Promise<{ courriel: string }> }) {
  const ctx = await agentContext()
  const { courriel: id } = await params
  const remise = isIdentifier(id) ? await read(ctx, (tx) => findRemise(tx, id)) : null
  if (!remise) notFound()
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Avis légaux", href: "/gestion/notifications" }]}
        title={remise.sujet}
        state={<RemiseBadge remise={remise} />}
        lede={`Pour ${remise.collectivite}, à ${remise.destinataire}.`}
      />
      <Section title="Ce qui s’est passé">
        <DescriptionList items={factsOf(remise)} />
      </Section>
      <RemiseForms remise={remise} />
    </>
  )
}

const factsOf = (remise: RemiseFile) => [
  { label: "Créé le", value: formatInstant(remise.creeLe) },
  ...(remise.essais > 0 ? [{ label: "Essais", value: formatCount(remise.essais, "essai") }] : []),
  ...(remise.envoyeLe ? [{ label: "Accepté le", value: formatInstant(remise.envoyeLe) }] : []),
  ...(remise.reponse ? [{ label: "Réponse du serveur", value: remise.reponse }] : []),
  ...(remise.retourLe ? [{ label: "Revenu le", value: formatInstant(remise.retourLe) }] : []),
  ...(remise.traiteLe
    ? [
        {
          label: "Notifié autrement",
          value: `${remise.traiteNote ?? ""} (${remise.traitePar ?? "l’opérateur"}, le ${formatInstant(remise.traiteLe)})`,
        },
      ]
    : []),
]
