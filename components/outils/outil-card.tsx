import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { type Certificat, certificatOf } from "@/lib/outils/rules.ts"
import { type Acces, MONTEE_LABELS, type Outil } from "@/lib/outils/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatInstant } from "@/lib/platform/format.ts"

/** Days before its end at which a certificate is told. */
type Warned = { today: CalendarDate; alertes: readonly number[] }

/** One tool in service: its door, then what one must know of it today. */
export function OutilCard({ outil, path, today, alertes }: { outil: Outil; path: string } & Warned) {
  const { slug, nom, aQuoiSert, adresse, tutoriel, contact, perturbation, acces, reprises, arrets, montees } = outil
  return (
    <li className="grid content-start gap-3 rounded border border-line bg-surface p-4">
      <div className="grid gap-1">
        <h3>
          <a href={`${path}/services/${slug}`}>{nom}</a>
        </h3>
        <p className="text-sm">{aQuoiSert}</p>
      </div>
      {perturbation ? <Notice tone="attention">{perturbation}</Notice> : null}
      {arrets.map(({ id, debut, fin, objet }) => (
        <Notice key={id} title="Arrêt annoncé">
          {`${objet} Du ${formatInstant(debut)} au ${formatInstant(fin)}.`}
        </Notice>
      ))}
      {montees.map(({ id, titre, apporte, guide, prevueLe, etat }) => (
        <Notice
          key={id}
          title={`${titre} : ${etat === "a_faire" ? `le ${formatDay(prevueLe)}` : MONTEE_LABELS[etat].toLowerCase()}`}
        >
          <p>
            {apporte} {guide ? <a href={guide}>Le guide</a> : null}
          </p>
        </Notice>
      ))}
      <ul className="grid gap-1 text-sm">
        {acces ? <AccesLines acces={acces} today={today} alertes={alertes} /> : null}
        {reprises.map((reprise) => (
          <li key={reprise.titulaire}>
            Au nom de {reprise.titulaire} :
            <ul className="grid gap-1 ps-4">
              <AccesLines acces={reprise} today={today} alertes={alertes} />
            </ul>
          </li>
        ))}
        {acces || reprises.length > 0 ? null : (
          <li className="text-muted">Comptes et certificats : pas encore communiqués par l’opérateur.</li>
        )}
        <li className="text-muted">
          {tutoriel ? (
            <>
              <a href={tutoriel}>
                Mode d’emploi<span className="sr-only"> de {nom}</span>
              </a>
              {" · "}
            </>
          ) : null}
          {contact}
        </li>
      </ul>
      {adresse ? (
        <p>
          <LinkButton href={adresse} look="primary" rel="noreferrer">
            Ouvrir<span className="sr-only"> {nom}</span>
          </LinkButton>
        </p>
      ) : null}
    </li>
  )
}

function AccesLines({ acces, ...warned }: { acces: Acces } & Warned) {
  return (
    <>
      <li>
        {formatCount(acces.comptes, "compte")}
        {acces.identifiant ? `, accès « ${acces.identifiant} »` : ""}
      </li>
      <CertificatLine jusqua={acces.certificatJusqua} {...warned} />
      <li className="text-muted">
        {acces.dernierUsageLe ? `Dernier usage le ${formatDay(acces.dernierUsageLe)}` : "Jamais utilisé"}
      </li>
    </>
  )
}

const CERTIFICATS: Record<Exclude<Certificat, "aucun">, { tone: Tone; label: string }> = {
  valide: { tone: "ok", label: "valide" },
  bientot: { tone: "attention", label: "à renouveler" },
  expire: { tone: "danger", label: "expiré" },
}

function CertificatLine({ jusqua, today, alertes }: { jusqua: CalendarDate | null } & Warned) {
  const state = certificatOf(jusqua, today, alertes)
  if (state === "aucun" || jusqua === null) return null
  const { tone, label } = CERTIFICATS[state]
  return (
    <li>
      Certificat jusqu’au {formatDay(jusqua)} <StateBadge tone={tone}>{label}</StateBadge>
    </li>
  )
}
