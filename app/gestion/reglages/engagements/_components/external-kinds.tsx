import { ACTE_GENRES, type ActeGenre, GENRE_LABELS } from "@/lib/conventions/types.ts"

/** Several boxes of one name: what is left unticked is signed on the portal. */
export const ExternalKinds = ({ chosen }: { chosen: readonly ActeGenre[] }) => (
  <fieldset className="grid gap-1">
    <legend className="font-semibold">À signer dans le parapheur de l’opérateur</legend>
    <p className="text-muted text-sm">Le reste se signe sur le portail, en signature simple scellée par l’opérateur.</p>
    {ACTE_GENRES.map((genre) => (
      <label key={genre} className="flex gap-3 py-1">
        <input
          type="checkbox"
          name="signatureExterne"
          value={genre}
          defaultChecked={chosen.includes(genre)}
          className="mt-0.5 size-6 shrink-0"
        />
        {GENRE_LABELS[genre]}
      </label>
    ))}
  </fieldset>
)
