import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { SansDestinataire as Untold } from "@/lib/notifications/queries/remises.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatShortDay } from "@/lib/platform/format.ts"

/** Titres that nobody could be told of by mail: they go by post, or once the file has a mailbox. */
export function SansDestinataire({ nombre, premiers }: { nombre: number; premiers: readonly Untold[] }) {
  return (
    <Section
      title={`${formatCount(nombre, "titre")} sans destinataire`}
      action={<a href="/gestion/collectivites?statut=adherent&manque=oui">Fiches à compléter</a>}
    >
      <p className="max-w-measure">
        Aucune adresse connue le jour de leur émission : ni courriel officiel, ni personne rattachée. Ils sont à envoyer
        par la poste.
      </p>
      <Table
        caption="Les plus récents"
        rows={premiers}
        rowKey={({ titre, publicId }) => `${publicId} ${titre}`}
        columns={[
          {
            key: "collectivite",
            header: "Collectivité",
            rowHeader: true,
            cell: ({ publicId, collectivite }) => <a href={`/gestion/collectivites/${publicId}`}>{collectivite}</a>,
          },
          { key: "titre", header: "Titre", cell: ({ titre }) => `n° ${titre}` },
          {
            key: "le",
            header: "Émis le",
            nowrap: true,
            cell: ({ dateEmission }) => formatShortDay(calendarDate(dateEmission)),
          },
        ]}
      />
    </Section>
  )
}
