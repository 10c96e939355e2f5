import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { listFactorsOf } from "@/lib/access/identity/reset.ts"
import { agentContext } from "@/lib/access/request.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { listRattachements } from "@/lib/collectivites/queries/dossier.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { ResetForm } from "./_components/reset-form.tsx"

export const metadata: Metadata = { title: "Une personne rattachée" }

const PATH = "/gestion/collectivites"

type Props = { params: Promise<{ collectivite: string; rattachement: string }> }

export default async function PersonnePage({ params }: Props) {
  const ctx = await agentContext()
  const { collectivite, rattachement } = await params
  const found = await consultDossier(ctx, collectivite, (tx, { id }) => listRattachements(tx, id))
  const held = found.ok ? found.value.also.find(({ id }) => id === rattachement) : undefined
  if (!found.ok || !held) notFound()
  const { nom, courriel, genre, personneId, fonction, role, depuis, jusqua } = held
  const factors = await listFactorsOf(ctx, personneId)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: PATH },
          { label: found.value.dossier.nom, href: `${PATH}/${collectivite}` },
        ]}
        title={nom}
        lede={`${fonction}, ${courriel}`}
      />
      <Section title="Son rattachement">
        <DescriptionList
          items={[
            { label: "Rôle", value: ROLES[role] },
            { label: "Depuis", value: formatDay(fromDatabase(depuis)) },
            ...(jusqua ? [{ label: "Jusqu’au", value: formatDay(fromDatabase(jusqua)) }] : []),
          ]}
        />
      </Section>
      <Section title="Ses preuves personnelles">
        {factors.length === 0 ? (
          <p className="text-muted">
            {genre === "boite"
              ? "Une boîte partagée n’a pas de preuve personnelle."
              : "Elle n’en a pas. Elle en ajoute une depuis son compte, au moment d’approuver."}
          </p>
        ) : (
          <>
            <DescriptionList
              items={factors.map(({ nom: label, creeLe, dernierUsageLe }) => ({
                label,
                value: `Ajoutée le ${formatInstant(creeLe)}, ${dernierUsageLe ? `utilisée le ${formatInstant(dernierUsageLe)}` : "jamais utilisée"}`,
              }))}
            />
            <ResetForm ctx={ctx} target={{ collectivite, rattachement }} nom={nom} />
          </>
        )}
      </Section>
    </>
  )
}
