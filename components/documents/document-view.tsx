import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import type { DocumentFile, DocumentVersion } from "@/lib/documents/queries/file.ts"
import type { Attente } from "@/lib/documents/queries/transmissions.ts"
import { GENRE_LABELS } from "@/lib/documents/types.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { EtatBadge } from "./etat-badge.tsx"
import { acteWords, formatWords, sizeWords } from "./words.ts"

/** What is known of one document, and its versions: the same for its collectivité and for staff. */
export function DocumentView({ document, path }: { document: DocumentFile; path: string }) {
  const { genre, legalite, attente, visa } = document
  const acte = acteWords(document)
  const newest = document.versions.find(({ etat }) => etat !== "infecte")
  return (
    <>
      <StateNotice document={document} />
      {newest && newest.id !== document.id ? (
        <Notice title={`Vous lisez la version ${document.version}.`}>
          <p>
            <a href={`${path}/${newest.id}`}>Voir la version {newest.version}, la plus récente</a>
          </p>
        </Notice>
      ) : null}
      <DescriptionList
        items={[
          { label: "Genre", value: GENRE_LABELS[genre] },
          ...(acte ? [{ label: "Acte", value: acte }] : []),
          {
            label: "Fichier",
            value: `${document.nom} (${formatWords(document.mediaType)}, ${sizeWords(document.taille)})`,
          },
          ...(legalite?.transmisLe
            ? [{ label: "Transmis à la préfecture", value: `le ${formatDay(legalite.transmisLe)}` }]
            : []),
          ...(legalite?.recuLe
            ? [
                {
                  label: "Reçu en préfecture",
                  value: `le ${formatDay(legalite.recuLe)}${legalite.actesNumero ? `, accusé ${legalite.actesNumero}` : ""}`,
                },
              ]
            : []),
          ...(attente
            ? [{ label: ATTENTE_LABELS[attente.attend], value: <AttenteWords attente={attente} day={today()} /> }]
            : []),
          ...(legalite?.finLe ? [{ label: "Fin de ses effets", value: `le ${formatDay(legalite.finLe)}` }] : []),
          ...(visa
            ? [{ label: "Visa des archives", value: `n° ${visa.numero} du ${formatDay(visa.viseLe)}, ${visa.visePar}` }]
            : []),
          { label: "Empreinte (SHA-256)", value: <code className="break-all text-xs">{document.empreinte}</code> },
        ]}
      />
      <Section title={document.versions.length > 1 ? "Versions" : "Version unique"}>
        <Timeline entries={document.versions.map((version) => entryOf(version, document.id, path))} />
      </Section>
    </>
  )
}

const ATTENTE_LABELS = { transmission: "Transmis à la préfecture", reception: "Reçu en préfecture" } as const

const AttenteWords = ({ attente: { avant }, day }: { attente: Attente; day: CalendarDate }) => (
  <>
    date non enregistrée, attendue avant le {formatDay(avant)}{" "}
    {avant < day ? <StateBadge tone="danger">en retard</StateBadge> : null}
  </>
)

function StateNotice({ document: { etat, signature } }: { document: DocumentFile }) {
  if (etat === "en_analyse")
    return (
      <Notice tone="attention" title="En attente d’analyse">
        L’antivirus ne répondait pas au moment du dépôt. Le fichier est gardé et sera analysé dès que possible :
        personne ne peut l’ouvrir d’ici là.
      </Notice>
    )
  if (etat === "infecte")
    return (
      <Notice tone="danger" title="Fichier infecté">
        {`L’antivirus a trouvé « ${signature} ». Le fichier a été effacé ; analysez le poste d’où il vient, puis déposez un fichier sain.`}
      </Notice>
    )
  if (etat === "detruit")
    return (
      <Notice tone="neutral" title="Document détruit">
        Sa durée de conservation était écoulée et les archives ont donné leur visa. Il n’en reste que cette fiche.
      </Notice>
    )
  return null
}

const entryOf = ({ id, version, nom, taille, etat, creeLe, par }: DocumentVersion, current: string, path: string) => ({
  id,
  what: (
    <>
      {id === current ? <strong>Version {version}</strong> : <a href={`${path}/${id}`}>Version {version}</a>}{" "}
      {etat === "disponible" ? null : <EtatBadge etat={etat} />}
    </>
  ),
  when: formatInstant(creeLe),
  dateTime: creeLe.toISOString(),
  who: par ?? "l’opérateur",
  detail: `${nom}, ${sizeWords(taille)}`,
})
