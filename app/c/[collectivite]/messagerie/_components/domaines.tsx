import type { MessagerieChoix } from "@/lib/messageries/types.ts"

type DomainesProps = { choix: readonly MessagerieChoix[]; present: string; path: string }

/** Where communes that each had their mail became one: each domain on its own page, so that none is forgotten. */
export const Domaines = ({ choix, present, path }: DomainesProps) =>
  choix.length > 1 ? (
    <nav aria-label="Vos messageries" className="mb-6">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {choix.map(({ souscriptionId, nom }) => (
          <li key={souscriptionId}>
            <a
              href={`${path}?souscription=${souscriptionId}`}
              aria-current={souscriptionId === present ? "page" : undefined}
              className="inline-block min-h-6 break-all aria-[current]:font-semibold aria-[current]:no-underline"
            >
              {nom ?? "Nom à choisir"}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null
