import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { Lien } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { allMembreContext, personneContext } from "@/lib/access/request.ts"
import { listMyDemandes, listWaiting, type Waiting } from "@/lib/personnes/queries.ts"
import { ROLES } from "@/lib/personnes/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { Demandes } from "./_components/demandes.tsx"

export const metadata: Metadata = { title: "Mon accueil" }

export default async function MoiPage() {
  const [ctx, membre] = await Promise.all([personneContext(), allMembreContext()])
  const { who, liens } = ctx
  const { waiting, demandes } = await read(membre ?? ctx, async (tx) => ({
    waiting: await listWaiting(tx, liens),
    demandes: await listMyDemandes(tx, who.personneId, new Date()),
  }))
  const toDo = waiting.filter(({ toApprove }) => toApprove > 0)
  return (
    <>
      <PageHeader title="Mon accueil" lede={`Connecté en tant que ${who.nom}.`} />
      <Section title="Ce qui vous attend">
        {toDo.length === 0 ? (
          <EmptyState title="Rien ne vous attend aujourd’hui." />
        ) : (
          <TaskList>
            {toDo.map((entry) => (
              <WaitingTask key={entry.lien.collectiviteId} {...entry} />
            ))}
          </TaskList>
        )}
      </Section>
      <Section title="Mes collectivités" action={<a href="/moi/rejoindre">En rejoindre une autre</a>}>
        {liens.length === 0 ? (
          <EmptyState
            title="Vous n’êtes encore rattaché à aucune collectivité."
            action={
              <LinkButton href="/moi/rejoindre" look="primary">
                Rejoindre ma collectivité
              </LinkButton>
            }
          >
            Une collègue peut aussi vous inviter depuis la page « Équipe » de la collectivité.
          </EmptyState>
        ) : (
          <TaskList>
            {liens.map((lien) => (
              <Task
                key={lien.collectiviteId}
                title={<strong>{lien.nom}</strong>}
                detail={roleWords(lien)}
                action={
                  <LinkButton href={`/c/${lien.publicId}`}>
                    Ouvrir<span className="sr-only"> {lien.nom}</span>
                  </LinkButton>
                }
              />
            ))}
          </TaskList>
        )}
      </Section>
      {demandes.length > 0 ? <Demandes demandes={demandes} /> : null}
    </>
  )
}

function WaitingTask({ lien, toApprove }: Waiting) {
  const decides = lien.roles.includes("elu")
  return (
    <Task
      title={
        <>
          <strong>{lien.nom}</strong> : {formatCount(toApprove, "souscription")} à approuver
        </>
      }
      detail={
        decides ? "Vous pouvez approuver ou refuser." : "En attente de l’accord d’un élu. Rien à faire de votre côté."
      }
      action={
        <LinkButton href={`/c/${lien.publicId}/souscriptions`} look={decides ? "primary" : "secondary"}>
          {decides ? "Décider" : "Voir"}
          <span className="sr-only"> pour {lien.nom}</span>
        </LinkButton>
      }
    />
  )
}

/** The past of a commune gives no role: its words say so already. */
const roleWords = ({ fonction, roles }: Lien): string =>
  roles.length === 0 ? fonction : `${fonction} (${roles.map((role) => ROLES[role]).join(", ")})`
