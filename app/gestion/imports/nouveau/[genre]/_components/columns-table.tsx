import { Table, type Column as TableColumn } from "@/components/ui/table.tsx"
import { COLUMNS, type Column } from "@/lib/imports/rules/columns.ts"
import type { ImportGenre } from "@/lib/imports/types.ts"

const RULES: Record<ImportGenre, readonly string[]> = {
  membres: [
    "Chaque ligne désigne sa collectivité par au moins un de : identifiant, code_insee, siren ou siret.",
    "Une cellule vide ne change rien. Un SIREN ou un code INSEE déjà connus ne se remplacent pas ici.",
    "Une collectivité absente du registre est ajoutée si son nom, sa catégorie juridique et son code sont donnés ; seuls les organismes publics sont acceptés.",
  ],
  populations: [
    "Les fichiers de l’INSEE conviennent tels quels : DEPCOM ou CODGEO pour le code, PMUN ou PTOT pour le nombre.",
    "Les communes hors du registre sont laissées de côté.",
    "Un grand écart avec le millésime précédent, ou un chiffre déjà enregistré, demandent votre vérification.",
  ],
  rattachements: [
    "Les dates s’écrivent 31/12/2026 ou 2026-12-31 ; jusqu_au est le dernier jour.",
    "Une personne inconnue est créée ; elle se connecte ensuite avec son adresse, sans mot de passe.",
    "Une ligne qui redit un rattachement existant change sa fonction ou ses dates ; une cellule vide ne change rien.",
  ],
  contours: [
    "Un fichier GeoJSON convient tel quel : des communes avec leur code (code, insee ou INSEE_COM), en longitude et latitude.",
    "Un CSV donne les centres, le lot ou les dates ; une cellule vide ne change rien.",
    "Les communes hors du registre sont laissées de côté.",
  ],
}

export function ColumnsTable({ genre }: { genre: ImportGenre }) {
  const { columns, required }: { columns: readonly Column[]; required: readonly (readonly string[])[] } = COLUMNS[genre]
  const alone = new Set(required.filter((group) => group.length === 1).flat())
  const table: readonly TableColumn<Column>[] = [
    { key: "nom", header: "Colonne", cell: ({ name }) => <code>{name}</code>, rowHeader: true },
    { key: "contenu", header: "Contenu", cell: ({ hint }) => hint || "Texte" },
    { key: "exemple", header: "Exemple", cell: ({ example }) => example || "–" },
    { key: "requise", header: "Requise", cell: ({ name }) => (alone.has(name) ? "Oui" : "Non") },
  ]
  return (
    <>
      <ul className="grid max-w-measure list-disc gap-1 ps-5">
        {RULES[genre].map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Table caption="Colonnes du fichier" columns={table} rows={columns} rowKey={({ name }) => name} />
    </>
  )
}
