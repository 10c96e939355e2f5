import type { ReactNode } from "react"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import type { CampagneEnCours, Waiting } from "@/lib/indicateurs/queries/desk.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

type WaitingListProps = { waiting: Waiting; campagnes: readonly CampagneEnCours[] }

const CAMPAGNE_WORDS: Record<CampagneEnCours["etat"], string> = {
  brouillon: "est en préparation",
  a_approuver: "attend l’approbation d’une seconde personne",
  approuvee: "est approuvée et peut être émise",
  en_emission: "s’émet en ce moment",
}

/** What waits for someone of the operator, the most binding first; nothing waits: it says so. */
export function WaitingList({ waiting, campagnes }: WaitingListProps) {
  const tasks = [...campagnes.map(campagneTask), ...countTasks(waiting)]
  if (tasks.length === 0) {
    return (
      <EmptyState title="Rien n’attend">
        Les demandes des adhérents et les campagnes en cours s’afficheront ici.
      </EmptyState>
    )
  }
  return (
    <TaskList>
      {tasks.map(({ key, title, detail, href, action }) => (
        <Task key={key} title={title} detail={detail} action={<LinkButton href={href}>{action}</LinkButton>} />
      ))}
    </TaskList>
  )
}

type Waits = { key: string; title: ReactNode; detail?: string; href: string; action: string }

const campagneTask = ({ id, libelle, etat }: CampagneEnCours): Waits => ({
  key: id,
  title: (
    <>
      <strong>{libelle}</strong> {CAMPAGNE_WORDS[etat]}
    </>
  ),
  href: `/gestion/campagnes/${id}`,
  action: "Ouvrir la campagne",
})

function countTasks(waiting: Waiting): Waits[] {
  const since = waiting.plusAncienneSouscription
  const all: (Waits & { count: number })[] = [
    {
      key: "a-servir",
      count: waiting.souscriptionsAServir,
      title: <strong>{formatCount(waiting.souscriptionsAServir, "souscription")} à mettre en service</strong>,
      detail: since ? `La plus ancienne est approuvée depuis le ${formatDay(dayInParis(since))}.` : undefined,
      href: "/gestion/souscriptions?etat=approuvee",
      action: "Voir les souscriptions",
    },
    {
      key: "devis",
      count: waiting.devisADonner,
      title: <strong>{formatCount(waiting.devisADonner, "devis", "devis")} à donner</strong>,
      detail: "Ces services sont sur devis : rien n’avance avant votre prix.",
      href: "/gestion/souscriptions?etat=a_approuver",
      action: "Voir les demandes",
    },
    {
      key: "avenants",
      count: waiting.avenantsDemandes,
      title: <strong>{formatCount(waiting.avenantsDemandes, "avenant demandé", "avenants demandés")}</strong>,
      detail: "Des collectivités veulent changer une quantité ou des options.",
      href: "/gestion/souscriptions?attend=avenant",
      action: "Voir les souscriptions",
    },
    {
      key: "adhesions",
      count: waiting.demandesAdhesion,
      title: <strong>{formatCount(waiting.demandesAdhesion, "demande")} d’adhésion</strong>,
      detail: "Des collectivités attendent votre réponse.",
      href: "/gestion/adhesions",
      action: "Voir les demandes",
    },
    {
      key: "rattachements",
      count: waiting.demandesRattachement,
      title: <strong>{formatCount(waiting.demandesRattachement, "rattachement")} à vérifier</strong>,
      detail: "Ces personnes ont reçu le code à l’adresse officielle de leur mairie.",
      href: "/gestion/rattachements",
      action: "Vérifier",
    },
    {
      key: "depannages",
      count: waiting.depannagesASuivre,
      title: <strong>{formatCount(waiting.depannagesASuivre, "dépannage")} à suivre</strong>,
      detail: "Rejetés par le prestataire, ou en retard.",
      href: "/gestion/postes/depannages",
      action: "Voir les dépannages",
    },
    {
      key: "acces",
      count: waiting.accesAReprendre,
      title: <strong>{formatCount(waiting.accesAReprendre, "accès", "accès")} de communes réunies à reprendre</strong>,
      detail: "Leurs comptes marchent encore sous l’ancien nom.",
      href: "/gestion/outils",
      action: "Voir les outils",
    },
    {
      key: "sorties",
      count: waiting.outilsSourds,
      title: (
        <strong>{formatCount(waiting.outilsSourds, "outil")} où des sessions sont peut-être restées ouvertes</strong>
      ),
      detail: "Des personnes ont quitté le portail et l’outil n’a pas pu être prévenu.",
      href: "/gestion/outils",
      action: "Voir les outils",
    },
    {
      key: "marches",
      count: waiting.marchesFinissants,
      title: <strong>{formatCount(waiting.marchesFinissants, "marché")} à renouveler</strong>,
      detail: "Leur contrat se termine bientôt.",
      href: "/gestion/prestataires",
      action: "Voir les marchés",
    },
    {
      key: "courriels",
      count: waiting.courrielsRejetes,
      title: <strong>{formatCount(waiting.courrielsRejetes, "avis non notifié", "avis non notifiés")}</strong>,
      detail: "Leur courriel n’est pas arrivé : la collectivité est à avertir autrement.",
      href: "/gestion/notifications",
      action: "Voir les avis",
    },
    {
      key: "mandats",
      count: waiting.mandatsAPasser,
      title: <strong>{formatCount(waiting.mandatsAPasser, "mandat")} au compte 673 à passer</strong>,
      detail: "Des titres d’un exercice clos ont été corrigés : le mandat se passe dans votre logiciel comptable.",
      href: "/gestion/echanges/mandats",
      action: "Voir les mandats",
    },
    {
      key: "infectes",
      count: waiting.fichiersInfectes,
      title: (
        <strong>{formatCount(waiting.fichiersInfectes, "fichier infecté refusé", "fichiers infectés refusés")}</strong>
      ),
      detail: "Depuis sept jours : prévenez la collectivité, son poste est sans doute atteint.",
      href: "/gestion/journal?evenement=document.infected",
      action: "Voir lesquels",
    },
    {
      key: "en-analyse",
      count: waiting.documentsEnAnalyse,
      title: <>{formatCount(waiting.documentsEnAnalyse, "document")} en attente d’analyse</>,
      detail: "L’antivirus ne répondait pas au dépôt. Au-delà de quelques minutes, vérifiez qu’il fonctionne.",
      href: "/gestion/journal?evenement=document.deposited",
      action: "Voir les dépôts",
    },
    {
      key: "a-approuver",
      count: waiting.souscriptionsAApprouver,
      title: <>{formatCount(waiting.souscriptionsAApprouver, "souscription")} en attente d’une personne élue</>,
      detail: "Rien à faire de votre côté.",
      href: "/gestion/souscriptions?etat=a_approuver",
      action: "Suivre",
    },
  ]
  return all.filter(({ count }) => count > 0)
}
