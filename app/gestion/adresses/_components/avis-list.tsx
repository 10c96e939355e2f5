import { Notice } from "@/components/ui/notice.tsx"
import type { listAvis } from "@/lib/bal/queries/departement.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

/** Communes whose addresses another body published. */
export function AvisList({ avis }: { avis: Awaited<ReturnType<typeof listAvis>> }) {
  if (avis.length === 0) return null
  return (
    <Notice tone="attention" title="Fichiers publiés par un autre organisme">
      <ul className="list-disc ps-5">
        {avis.map(({ id, commune, publicId, auteur, remplace, le }) => (
          <li key={id}>
            <a href={`/gestion/collectivites/${publicId}`}>{commune}</a> : {auteur}, le {formatDay(dayInParis(le))}
            {remplace === null ? "" : ` (remplace la version ${remplace})`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
