import { Figures } from "@/components/ui/figures.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import type { ImportFile } from "@/lib/imports/queries/imports.ts"
import { GENRE_LABELS, ISSUES, POPULATION_GENRE_LABELS, VERDICT_LABELS, VERDICTS } from "@/lib/imports/types.ts"
import { formatCount, formatInstant, formatInteger } from "@/lib/platform/format.ts"

const RESULTS = {
  appliquee: "Appliquées",
  perimee: "Changées depuis l’aperçu",
  non_confirmee: "Sans vérification",
} as const

/** What the file holds, then what became of it, then what is worth knowing before going on. */
export function Bilan({ file, path }: { file: ImportFile; path: string }) {
  const value = (key: string) => file.bilan[key] ?? 0
  const lines = (key: string, label: string) => ({
    label,
    value: formatInteger(value(key)),
    href: `${path}?lignes=${key}#lignes`,
  })
  const verdicts = VERDICTS.filter((verdict) => verdict !== "hors_territoire" || value(verdict) > 0)
  return (
    <>
      <p>{description(file)}</p>
      {file.etat === "applique" ? (
        <Notice tone={value("perimee") > 0 ? "attention" : "ok"} title={applied(file)}>
          {value("perimee") > 0
            ? "Les lignes dont la base a changé depuis l’aperçu n’ont pas été touchées : voyez-les, puis importez-les de nouveau si besoin."
            : "Chaque changement est dans le journal, avec sa valeur d’avant."}
        </Notice>
      ) : null}
      {file.etat === "abandonne" ? (
        <Notice title="Cet import est abandonné">Rien n’a été changé ; les lignes lues ont été effacées.</Notice>
      ) : null}
      <Figures
        figures={[
          ...(file.etat === "applique" ? ISSUES.map((issue) => lines(issue, RESULTS[issue])) : []),
          ...verdicts.map((verdict) => lines(verdict, VERDICT_LABELS[verdict])),
        ].slice(0, 8)}
      />
      {file.parametres.ignorees.length > 0 ? (
        <Notice tone="attention" title="Colonnes non reconnues, laissées de côté">
          {file.parametres.ignorees.join(", ")}
        </Notice>
      ) : null}
      {file.etat === "apercu" && file.dejaAppliqueLe ? (
        <Notice tone="attention">
          {`Ce même fichier a déjà été appliqué le ${formatInstant(file.dejaAppliqueLe)}.`}
        </Notice>
      ) : null}
      {file.etat === "apercu" && file.communesAbsentes > 0 ? (
        <Notice tone="attention">
          {`${formatCount(file.communesAbsentes, "commune")} du département ${file.communesAbsentes > 1 ? "n’ont" : "n’a"} pas de chiffre dans ce fichier.`}
        </Notice>
      ) : null}
    </>
  )
}

function description({ genre, parametres, bilan }: ImportFile): string {
  const { population, encodage, separateur } = parametres
  const kind = population
    ? `${POPULATION_GENRE_LABELS[population.genre]}, millésime ${population.millesime}`
    : GENRE_LABELS[genre].title
  const separator = separateur === ";" ? "points-virgules" : "virgules"
  return `${kind} : ${formatCount(bilan.lignes ?? 0, "ligne")}, ${encodage}, séparées par des ${separator}.`
}

function applied({ bilan, appliqueLe, appliquePar }: ImportFile): string {
  const count = bilan.appliquee ?? 0
  const lines = `${formatCount(count, "ligne")} ${count > 1 ? "appliquées" : "appliquée"}`
  return `${lines}${appliqueLe ? ` le ${formatInstant(appliqueLe)}` : ""}${appliquePar ? ` par ${appliquePar}` : ""}`
}
