import { Timeline } from "@/components/ui/timeline.tsx"
import { formatCount, formatDay, formatInstant } from "@/lib/platform/format.ts"
import type { CommandeSuivie } from "@/lib/postes/queries/parc.ts"
import { COMMANDE_GENRES } from "@/lib/postes/types.ts"
import { CommandeBadge } from "./badges.tsx"

/** What was asked of the provider, newest first, and where each stands. */
export const CommandesTimeline = ({ commandes }: { commandes: readonly CommandeSuivie[] }) => (
  <Timeline
    entries={commandes.map((commande) => ({
      id: commande.id,
      what: (
        <>
          {COMMANDE_GENRES[commande.genre]}, {formatCount(commande.postes.length, "poste")}{" "}
          <CommandeBadge etat={commande.etat} />
        </>
      ),
      when: formatInstant(commande.demandeLe),
      dateTime: commande.demandeLe.toISOString(),
      who: commande.demandePar ?? "l’opérateur",
      detail: detailOf(commande),
    }))}
  />
)

function detailOf({ genre, effetLe, postes, accuseReference, suiviLe, etat, motif, reponse }: CommandeSuivie) {
  const lines = [
    `${postes.map(({ nom }) => nom).join(", ")}${genre === "retrait" ? ` : dernier jour le ${formatDay(effetLe)}.` : ` : à partir du ${formatDay(effetLe)}.`}`,
    accuseReference && `Le prestataire l’a prise en charge sous le numéro ${accuseReference}.`,
    etat === "accusee" && suiviLe && `Point prévu le ${formatDay(suiviLe)}.`,
    reponse && `Réponse du prestataire : ${reponse}.`,
    motif && `« ${motif} »`,
  ].filter((line) => typeof line === "string" && line !== "")
  return lines.map((line) => (
    <p key={String(line)} className="max-w-measure">
      {line}
    </p>
  ))
}
