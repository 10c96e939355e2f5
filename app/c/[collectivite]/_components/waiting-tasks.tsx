import { etapeWords, quantityWords } from "@/components/souscriptions/words.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { CoordonneesToDo } from "@/lib/collectivites/queries/coordonnees.ts"
import { MANQUES } from "@/lib/collectivites/types.ts"
import type { ActeRow } from "@/lib/conventions/queries/actes.ts"
import { type CalendarDate, daysBetween } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay, formatList } from "@/lib/platform/format.ts"
import type { MonTitre } from "@/lib/reglements/queries/member.ts"
import { isClaimable } from "@/lib/reglements/rules/relances.ts"
import type { AvancementRow } from "@/lib/souscriptions/queries/avancements.ts"
import { currentEtapes, type Etape, etapesOf } from "@/lib/souscriptions/rules/etapes.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type WaitingTasksProps = {
  souscriptions: readonly MemberSouscription[]
  avancements: readonly AvancementRow[]
  titres: readonly MonTitre[]
  actes: readonly ActeRow[]
  coordonnees: CoordonneesToDo
  path: string
  today: CalendarDate
}

export function WaitingTasks({
  souscriptions,
  avancements,
  titres,
  actes,
  coordonnees,
  path,
  today,
}: WaitingTasksProps) {
  const waiting = avancements.flatMap((avancement) => {
    const souscription = souscriptions.find(({ id }) => id === avancement.id)
    const [etape] = currentEtapes(etapesOf(avancement, today))
    const changement = avancement.changements.find(({ id }) => id === etape?.changement)
    const depuis = changement?.demandeLe ?? avancement.demandeLe
    return souscription && etape ? [{ souscription, etape, depuis }] : []
  })
  const { manques, courrielAConfirmer } = coordonnees
  const toComplete = manques.length > 0 || courrielAConfirmer
  const unpaid = titres.filter((titre) => isClaimable({ ...titre, enPause: false }))
  return (
    <Section title="Ce qui vous attend">
      {waiting.length + unpaid.length + actes.length === 0 && !toComplete ? (
        <EmptyState title="Rien ne vous attend aujourd’hui." />
      ) : (
        <TaskList>
          {actes.map(({ id, intitule, numero, aSignerAvant }) => (
            <Task
              key={id}
              title={
                <>
                  <strong>
                    {intitule} n° {numero}
                  </strong>
                  {`, à signer avant le ${formatDay(aSignerAvant)}`}
                </>
              }
              detail={
                aSignerAvant < today
                  ? "La date est passée : la signature est toujours attendue."
                  : "Attend une signature."
              }
              action={<LinkButton href={`${path}/actes/${id}`}>Lire le document</LinkButton>}
            />
          ))}
          {waiting.map(({ souscription, etape, depuis }) => (
            <SouscriptionTask
              key={souscription.id}
              souscription={souscription}
              etape={etape}
              depuis={depuis}
              path={path}
              today={today}
            />
          ))}
          {unpaid.map((titre) => (
            <Task
              key={titre.id}
              title={
                <>
                  <strong>Titre n° {titreReference(titre)}</strong>, {formatAmount(titre.reste)},{" "}
                  {titre.echeance < today ? "était à payer avant le" : "à payer avant le"} {formatDay(titre.echeance)}
                </>
              }
              detail={titre.objet}
              action={<LinkButton href={`${path}/titres/${titre.id}`}>Voir le titre</LinkButton>}
            />
          ))}
          {courrielAConfirmer ? (
            <Task
              title={<strong>Confirmer le nouveau courriel officiel</strong>}
              detail="Le code est dans la boîte actuelle de la collectivité."
              action={<LinkButton href={`${path}/coordonnees`}>Saisir le code</LinkButton>}
            />
          ) : null}
          {manques.length > 0 ? (
            <Task
              title={
                <>
                  <strong>Compléter vos coordonnées</strong> : {formatList(manques.map((manque) => MANQUES[manque]))}
                </>
              }
              detail="Deux minutes. Vos titres arrivent quand même ; seul leur dépôt électronique attend."
              action={<LinkButton href={`${path}/coordonnees`}>Compléter</LinkButton>}
            />
          ) : null}
        </TaskList>
      )}
    </Section>
  )
}

type SouscriptionTaskProps = {
  souscription: MemberSouscription
  etape: Etape
  /** When what is awaited was asked for. */
  depuis: CalendarDate
  path: string
  today: CalendarDate
}

function SouscriptionTask({ souscription, etape, depuis, path, today }: SouscriptionTaskProps) {
  const { id, service, quantite, unite } = souscription
  const quantity = quantityWords(quantite, unite)
  return (
    <Task
      title={
        <>
          <strong>
            {service}
            {quantity ? `, ${quantity}` : ""}
          </strong>{" "}
          : {etapeWords(etape)} {etape.enRetard ? <StateBadge tone="danger">en retard</StateBadge> : null}
        </>
      }
      detail={`Demandé ${sinceWords(daysBetween(depuis, today))}. ${etape.acteur === "operateur" ? "Rien à faire de votre côté." : `${etape.qui} le fait depuis son tableau de bord.`}`}
      action={
        <LinkButton href={`${path}/souscriptions/${id}`}>
          Suivre<span className="sr-only"> {service}</span>
        </LinkButton>
      }
    />
  )
}

const sinceWords = (days: number): string => (days <= 0 ? "aujourd’hui" : days === 1 ? "hier" : `il y a ${days} jours`)
