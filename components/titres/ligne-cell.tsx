import { explainLigne } from "@/lib/titres/rules.ts"

type LigneCellProps = { ligne: { libelle: string; bases: string; beneficiaire: string | null; acte: string | null } }

/** What a line is for, and under it how it was found, for whom, by which act. */
export const LigneCell = ({ ligne }: LigneCellProps) => (
  <>
    {ligne.libelle}
    {explainLigne(ligne).map((part) => (
      <span key={part} className="block font-normal text-muted text-sm">
        {part}
      </span>
    ))}
  </>
)
