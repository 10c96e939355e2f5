import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { prepareImportAction } from "@/lib/imports/actions.ts"
import { type ImportGenre, POPULATION_GENRE_LABELS, POPULATION_GENRES } from "@/lib/imports/types.ts"

const POPULATIONS = POPULATION_GENRES.map((value) => ({ value, label: POPULATION_GENRE_LABELS[value] }))

export function UploadForm({ genre }: { genre: ImportGenre }) {
  return (
    <Form action={prepareImportAction} hidden={{ genre }} aria-label="Fichier à importer">
      {genre === "populations" ? (
        <>
          <RadioField name="population" legend="Population" options={POPULATIONS} />
          <TextField
            name="millesime"
            label="Millésime"
            hint="L’année de la population, pas celle de son entrée en vigueur : par exemple 2023."
            inputMode="numeric"
            maxLength={4}
            className="max-w-60"
            required
          />
        </>
      ) : null}
      <FileField
        name="fichier"
        label={genre === "contours" ? "Fichier GeoJSON ou CSV" : "Fichier CSV"}
        hint={
          genre === "contours"
            ? "Contours en longitude et latitude (WGS84), ou CSV des centres et des dates ; 40 Mo au plus. Les fichiers d’adresses des communes dont le contour change sont relus. Après une erreur, choisissez-le de nouveau."
            : "UTF-8 ou Windows-1252, séparé par des points-virgules ou des virgules ; 10 Mo et 50 000 lignes au plus. Après une erreur, choisissez-le de nouveau."
        }
        accept={genre === "contours" ? ".csv,.geojson,.json,text/csv,application/geo+json" : ".csv,text/csv"}
        required
      />
      <p>
        <SubmitButton pending="Lecture du fichier…">Lire le fichier et comparer</SubmitButton>
      </p>
    </Form>
  )
}
