import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Amount } from "@/components/ui/amount.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findBilan, findExercice } from "@/lib/exercices/queries.ts"
import { checkClosable, isOverdue } from "@/lib/exercices/rules.ts"
import { exerciceInput } from "@/lib/exercices/schema.ts"
import { type Bilan, EXERCICE_REFUSALS, type Exercice } from "@/lib/exercices/types.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { sentence } from "@/lib/platform/result.ts"
import { CloseForms } from "./_components/close-forms.tsx"

export const metadata: Metadata = { title: "Clôture d’un exercice" }

type Props = { params: Promise<{ annee: string }> }

export default async function CloturePage({ params }: Props) {
  const ctx = await agentContext()
  const parsed = exerciceInput.safeParse(await params)
  if (!parsed.success) notFound()
  const { annee } = parsed.data
  const day = today()
  const { bilan, exercice } = await read(ctx, async (tx) => ({
    bilan: await findBilan(tx, annee),
    exercice: await findExercice(tx, annee),
  }))
  return (
    <>
      <PageHeader
        title={`Clôture de l’exercice ${annee}`}
        state={exercice.closLe ? <StateBadge>clos</StateBadge> : <StateBadge tone="ok">ouvert</StateBadge>}
        crumbs={[{ label: "Facturation", href: `/gestion/facturation?exercice=${annee}` }]}
        lede="Demandée par une personne, confirmée par une autre. Ensuite plus rien ne s’émet dans l’exercice, et la clôture ne se défait pas."
      />
      <Situation exercice={exercice} day={day} />
      <Section title="Les comptes">
        <p>
          <Amount cents={bilan.facture} /> facturés, <Amount cents={bilan.annule} /> annulés ou réduits,{" "}
          <Amount cents={bilan.regle} /> encaissés, <Amount cents={bilan.du} /> dus.
        </p>
      </Section>
      <Section title="Ce qui est encore ouvert">
        <OpenTable annee={annee} bilan={bilan} clos={exercice.closLe !== null} />
      </Section>
      {exercice.closLe ? null : <Acts exercice={exercice} bilan={bilan} day={day} me={ctx.who.personneId} />}
    </>
  )
}

function Situation({ exercice, day }: { exercice: Exercice; day: CalendarDate }) {
  if (exercice.closLe)
    return (
      <Notice tone="ok" title={`Clos le ${formatDay(exercice.closLe)} par ${exercice.closPar}.`}>
        La correction d’un titre de cet exercice est désormais un mandat au compte 673 de l’exercice en cours.
      </Notice>
    )
  return isOverdue(exercice.annee, day) ? (
    <Notice tone="attention" title="La journée complémentaire est passée.">
      {`Elle finit le 31 janvier ${exercice.annee + 1} : accordez la date de clôture avec le comptable.`}
    </Notice>
  ) : null
}

const OPEN: readonly {
  label: string
  of: (bilan: Bilan) => number
  href: (annee: number) => string
  blocks: boolean
}[] = [
  { label: "Campagnes en cours", of: (b) => b.campagnes, href: () => "/gestion/campagnes", blocks: true },
  {
    label: "Corrections à approuver",
    of: (b) => b.projets,
    href: () => "/gestion/titres/projets?etat=propose",
    blocks: true,
  },
  {
    label: "Titres à envoyer",
    of: (b) => b.aEnvoyer,
    href: (annee) => `/gestion/titres?exercice=${annee}&depart=a_envoyer`,
    blocks: false,
  },
  {
    label: "Titres refusés",
    of: (b) => b.refuses,
    href: (annee) => `/gestion/titres?exercice=${annee}&depart=refuse`,
    blocks: false,
  },
  {
    label: "Titres qui restent dus",
    of: (b) => b.dus,
    href: (annee) => `/gestion/titres?exercice=${annee}&situation=du`,
    blocks: false,
  },
  {
    label: "Trop-perçus à rendre",
    of: (b) => b.credits,
    href: (annee) => `/gestion/titres?exercice=${annee}&situation=credit`,
    blocks: false,
  },
]

const OpenTable = ({ annee, bilan, clos }: { annee: number; bilan: Bilan; clos: boolean }) => (
  <Table
    caption="Ce qui est encore ouvert"
    rows={OPEN}
    rowKey={({ label }) => label}
    rowHref={({ href }) => href(annee)}
    columns={[
      { key: "label", header: "Quoi", rowHeader: true, cell: ({ label }) => label },
      { key: "nombre", header: "Combien", end: true, cell: ({ of }) => formatInteger(of(bilan)) },
      {
        key: "effet",
        header: "Effet sur la clôture",
        cell: ({ blocks, of }) =>
          of(bilan) === 0
            ? "–"
            : clos
              ? "reste à suivre"
              : blocks
                ? "à finir avant de clore"
                : "n’empêche pas de clore",
      },
    ]}
  />
)

function Acts({ exercice, bilan, day, me }: { exercice: Exercice; bilan: Bilan; day: CalendarDate; me: string }) {
  const closable = checkClosable(exercice.annee, day, bilan)
  if (!closable.ok)
    return <Notice tone="attention">{sentence(EXERCICE_REFUSALS[closable.refusal], closable.details)}</Notice>
  return (
    <Section title="Clore">
      {exercice.demandeParId && exercice.demandeLe ? (
        <p>{`Demandée par ${exercice.demandePar}, le ${formatInstant(exercice.demandeLe)}.`}</p>
      ) : null}
      <CloseForms
        annee={exercice.annee}
        asked={exercice.demandeParId !== null}
        mine={exercice.secondePersonne && exercice.demandeParId === me}
      />
    </Section>
  )
}
