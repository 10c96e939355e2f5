import { Table } from "@/components/ui/table.tsx"
import { adresseEnMots } from "@/lib/bal/rules/differences.ts"
import type { LigneVoie, Niveaux } from "@/lib/bal/rules/rapport.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type Props = { lignes: LigneVoie[]; voie: string | null; niveaux: Niveaux }

/** Past it, a street is read in the CSV. */
const SHOWN = 500

/** The rows with the lines of the file as it was handed in: the header is line 1. */
export function LignesTable({ lignes, voie, niveaux }: Props) {
  const rows = [...lignes].sort((a, b) => (a.numero ?? 0) - (b.numero ?? 0) || a.ligne - b.ligne).slice(0, SHOWN)
  return (
    <>
      <Table
        caption="Lignes de cette voie"
        rows={rows}
        rowKey={({ ligne }) => String(ligne)}
        columns={[
          { key: "adresse", header: "Adresse", rowHeader: true, cell: (ligne) => adresseEnMots(ligne, voie) },
          { key: "ligne", header: "Ligne du fichier", end: true, cell: ({ ligne }) => formatInteger(ligne) },
          { key: "position", header: "Position", cell: ({ position }) => position ?? "–" },
          { key: "certifiee", header: "Certifiée", cell: ({ certifiee }) => (certifiee ? "oui" : "non") },
          { key: "anomalies", header: "Anomalies", cell: ({ anomalies }) => <Anomalies {...{ anomalies, niveaux }} /> },
        ]}
      />
      {lignes.length > SHOWN ? (
        <p className="text-muted">
          Les {formatInteger(SHOWN)} premières ; toutes sont dans le fichier CSV des lignes à corriger.
        </p>
      ) : null}
    </>
  )
}

function Anomalies({ anomalies, niveaux }: Pick<LigneVoie, "anomalies"> & { niveaux: Niveaux }) {
  if (anomalies.length === 0) return "–"
  return (
    <ul>
      {anomalies.map(({ code, detail, exception }) => (
        <li key={`${code} ${detail ?? ""}`} className={exception ? "text-muted" : undefined}>
          {niveaux[code]?.libelle ?? code}
          {detail ? ` (${detail})` : ""}
          {exception ? " : pas une erreur" : ""}
        </li>
      ))}
    </ul>
  )
}
