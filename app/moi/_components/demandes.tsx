import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { MyDemande } from "@/lib/personnes/queries.ts"
import { formatInstant } from "@/lib/platform/format.ts"

/** Where her requests to join stand, in words. */
export function Demandes({ demandes }: { demandes: readonly MyDemande[] }) {
  return (
    <Section title="Mes demandes d’accès">
      <TaskList>
        {demandes.map((demande) => (
          <Task
            key={demande.id}
            title={
              <>
                <strong>{demande.collectivite.nom}</strong> : {STATES[demande.etat]}
              </>
            }
            detail={demande.motif ? `Motif : ${demande.motif}` : `Demandé le ${formatInstant(demande.creeLe)}`}
            action={
              demande.etat === "code_envoye" ? (
                <LinkButton href={`/moi/rejoindre/${demande.id}`}>
                  Saisir le code<span className="sr-only"> de {demande.collectivite.nom}</span>
                </LinkButton>
              ) : undefined
            }
          />
        ))}
      </TaskList>
    </Section>
  )
}

const STATES: Record<MyDemande["etat"], string> = {
  code_envoye: "un code part vers l’adresse officielle de la collectivité",
  a_verifier: "l’opérateur vérifie votre demande",
  acceptee: "votre accès est ouvert",
  refusee: "votre demande n’a pas été retenue",
}
