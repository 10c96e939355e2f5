import { Notice } from "@/components/ui/notice.tsx"
import type { Rapport } from "@/lib/bal/queries/report.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatInteger } from "@/lib/platform/format.ts"
import { SeenForm } from "./seen-form.tsx"

/** The verdict of the reference validator, what it says of the whole file, and what was not checked. */
export function RapportNotices({ rapport, collectivite }: { rapport: Rapport; collectivite: string }) {
  const { valide, profil, lignes, lignesValides, fichier, niveaux, nonVerifie, avis } = rapport
  const serious = fichier.filter(({ gravite }) => gravite === "E")
  return (
    <div className="grid gap-3">
      {avis.map(({ id, auteur, remplace, le }) => (
        <Notice key={id} tone="attention" title={`${auteur} a publié les adresses de votre commune`}>
          <p>
            Le {formatDay(dayInParis(le))}, cette version{" "}
            {remplace === null ? "est arrivée" : `a remplacé votre version ${remplace}`}. Si ce n’était pas prévu,
            prenez contact avec cet organisme avant de déposer de nouveau votre fichier.
          </p>
          <SeenForm collectivite={collectivite} avis={id} />
        </Notice>
      ))}
      <Notice
        tone={valide ? "ok" : "danger"}
        title={valide ? "Le validateur national accepte ce fichier" : "Le validateur national refuse ce fichier"}
      >
        <p>
          Format BAL {profil}, {formatInteger(lignesValides)} lignes correctes sur {formatInteger(lignes)}.
          {valide ? "" : " Un fichier refusé n’est pas publié : les opérateurs ne voient aucune de ses corrections."}
        </p>
        {serious.length > 0 ? (
          <ul className="list-disc ps-5">
            {serious.map(({ code }) => (
              <li key={code}>{niveaux[code]?.libelle ?? code}</li>
            ))}
          </ul>
        ) : null}
      </Notice>
      {nonVerifie.length > 0 ? (
        <details>
          <summary className="py-1 text-accent text-sm">
            {formatCount(nonVerifie.length, "contrôle non vérifié", "contrôles non vérifiés")}
          </summary>
          <ul className="list-disc ps-5 text-sm">
            {nonVerifie.map(({ code, raison }) => (
              <li key={code}>{raison}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
