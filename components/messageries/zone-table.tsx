import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { recordOf } from "@/lib/messageries/rules/zone.ts"
import {
  type Attendus,
  CONTROLE_GENRES,
  CONTROLE_LABELS,
  CONTROLES,
  type ControleEtat,
  type ControleGenre,
  type MessagerieFile,
} from "@/lib/messageries/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"

const TONES: Record<ControleEtat, Tone> = {
  conforme: "ok",
  absent: "attention",
  incorrect: "danger",
  injoignable: "neutral",
}

type ZoneTableProps = { nom: string; attendus: Attendus; controles: MessagerieFile["controles"] }

/** What the zone must say beside what the resolver found. */
export function ZoneTable({ nom, attendus, controles }: ZoneTableProps) {
  const found = new Map(controles.map((controle) => [controle.genre, controle]))
  return (
    <Table
      caption="Contrôle de la zone"
      rows={CONTROLE_GENRES}
      rowKey={(genre) => genre}
      columns={[
        {
          key: "genre",
          header: "Ligne",
          rowHeader: true,
          cell: (genre: ControleGenre) => (
            <>
              {CONTROLES[genre].nom}
              <span className="block font-normal text-muted text-sm">{CONTROLES[genre].sert}</span>
            </>
          ),
        },
        {
          key: "attendu",
          header: "Attendu",
          cell: (genre: ControleGenre) => <code className="break-all text-sm">{recordOf(genre, nom, attendus)}</code>,
        },
        {
          key: "etat",
          header: "Constaté",
          cell: (genre: ControleGenre) => {
            const controle = found.get(genre)
            if (!controle) return <span className="text-muted">pas encore vérifié</span>
            return (
              <>
                <StateBadge tone={TONES[controle.etat]}>{CONTROLE_LABELS[controle.etat]}</StateBadge>
                <span className="block break-words text-sm">{controle.constate}</span>
                <span className="block text-muted text-xs">{formatInstant(controle.controleLe)}</span>
              </>
            )
          },
        },
      ]}
    />
  )
}
