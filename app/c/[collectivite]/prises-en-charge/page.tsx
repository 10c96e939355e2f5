import type { Metadata } from "next"
import { datesWords, partWords } from "@/components/prises-en-charge/words.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { listCommunes, listPayants } from "@/lib/prises-en-charge/queries/choices.ts"
import { listPrises, listRecues } from "@/lib/prises-en-charge/queries/parts.ts"
import { situationOf } from "@/lib/prises-en-charge/rules.ts"
import { type Prise, SITUATION_LABELS, type Situation } from "@/lib/prises-en-charge/types.ts"
import { DeclareForm, EndForm } from "./_components/forms.tsx"

export const metadata: Metadata = { title: "Qui paie pour qui" }

const TONES = {
  declaree: "attention",
  a_venir: "info",
  en_cours: "ok",
  terminee: "neutral",
  refusee: "danger",
} as const satisfies Record<Situation, string>

export default async function PrisesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type, roles } = only(ctx)
  const { donnees, recues, communes, services } = await read(ctx, async (tx) => ({
    donnees: await listPrises(tx, collectiviteId),
    recues: await listRecues(tx, { collectiviteId }),
    communes: type === "epci" ? await listCommunes(tx, collectiviteId) : [],
    services: type === "epci" ? await listPayants(tx) : [],
  }))
  const declares = type === "epci" && roles.includes("elu")
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Souscriptions", href: `/c/${collectivite}/souscriptions` }]}
        title="Qui paie pour qui"
        lede={`Ce que d’autres organismes paient pour ${nom}, et ce que ${nom} paie pour d’autres.`}
      />
      {donnees.length === 0 && recues.length === 0 ? (
        <EmptyState title="Chacun paie ce qu’il utilise">
          Une intercommunalité peut payer un service de ses communes, en entier ou en partie.
        </EmptyState>
      ) : null}
      {recues.length > 0 ? (
        <Section title={`Ce que d’autres paient pour ${nom}`}>
          <ul className="border-line border-t">
            {recues.map((part) => (
              <li key={part.id} className="border-line border-b py-3">
                <strong>{part.service}</strong> : {part.payeurNom} paie {partWords(part.part)}, {datesWords(part)}.
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {donnees.length > 0 ? (
        <Section title={`Ce que ${nom} paie pour d’autres`}>
          <ul className="border-line border-t">
            {donnees.map((prise) => (
              <PriseLine key={prise.id} prise={prise} collectivite={collectivite} ends={roles.includes("elu")} />
            ))}
          </ul>
        </Section>
      ) : null}
      {declares ? (
        <DeclareForm collectivite={collectivite} communes={communes} services={services} who={ctx.who} />
      ) : null}
    </>
  )
}

function PriseLine({ prise, collectivite, ends }: { prise: Prise; collectivite: string; ends: boolean }) {
  const situation = situationOf(prise, today())
  const live = prise.etat === "acceptee" && situation !== "terminee"
  return (
    <li className="border-line border-b py-3">
      <p>
        <strong>{prise.service}</strong> pour {prise.beneficiaireNom}, {partWords(prise.part)}, {datesWords(prise)}.{" "}
        <StateBadge tone={TONES[situation]}>{SITUATION_LABELS[situation]}</StateBadge>
      </p>
      <p className="text-muted text-sm">
        {prise.fondement}
        {prise.motif ? ` · ${prise.motif}` : ""}
      </p>
      {live && ends ? (
        <EndForm
          collectivite={collectivite}
          prise={prise.id}
          title={`${prise.service} pour ${prise.beneficiaireNom}`}
        />
      ) : null}
    </li>
  )
}
