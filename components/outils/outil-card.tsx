import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { ecartOf } from "@/lib/outils/rules/comptes.ts"
import { type Certificat, certificatOf, checkOuverture, lastUsageOf } from "@/lib/outils/rules.ts"
import { type Acces, MONTEE_LABELS, OUVERTURE_REFUSALS, type Outil } from "@/lib/outils/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatInstant } from "@/lib/platform/format.ts"
import { sentence } from "@/lib/platform/result.ts"

/** Days before its end at which a certificate is told. */
type Warned = { today: CalendarDate; alertes: readonly number[] }

type OutilCardProps = Warned & {
  outil: Outil
  path: string
  now: Date
  /** Whether this person names who has access. */
  grants: boolean
}

/** One tool in service: its door, or how to have its key, then what one must know of it today. */
export function OutilCard({ outil, path, now, today, alertes, grants }: OutilCardProps) {
  const { slug, nom, aQuoiSert, tutoriel, contact, perturbation, acces, reprises, arrets, montees, droit } = outil
  return (
    <li className="grid content-start gap-3 rounded border border-line bg-surface p-4">
      <div className="grid gap-1">
        <h3>
          <a href={`${path}/outils/${slug}`}>{nom}</a>
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
        {grants && outil.posees > 0 ? (
          <li>
            <a href={`${path}/outils/${slug}`}>
              Répondre à {formatCount(outil.posees, "demande d’accès", "demandes d’accès")}
            </a>
          </li>
        ) : null}
        {droit ? <li>Votre profil : {droit.profil}</li> : null}
        <li>{comptesOf(outil)}</li>
        {acces ? <AccesLines acces={acces} today={today} alertes={alertes} /> : null}
        {reprises.map((reprise) => (
          <li key={reprise.titulaire}>
            Au nom de {reprise.titulaire} :
            <ul className="grid gap-1 ps-4">
              <li>{formatCount(reprise.comptes, "compte")}</li>
              <AccesLines acces={reprise} today={today} alertes={alertes} />
            </ul>
          </li>
        ))}
        <li className="text-muted">{lastUseWords(outil)}</li>
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
      <Door outil={outil} path={path} now={now} grants={grants} />
    </li>
  )
}

/** The portal's own address, which checks the right and the day, then leads to the tool. */
function Door({ outil, path, now, grants }: Omit<OutilCardProps, keyof Warned>) {
  const { slug, nom, droit, demande } = outil
  const open = checkOuverture(outil, now)
  if (open.ok)
    return (
      <p>
        <LinkButton href={`${path}/outils/${slug}/ouvrir`} look="primary">
          Ouvrir<span className="sr-only"> {nom}</span>
        </LinkButton>
      </p>
    )
  if (droit) return <Notice tone="attention">{sentence(OUVERTURE_REFUSALS[open.refusal], open.details)}</Notice>
  return (
    <p>
      <LinkButton href={`${path}/outils/${slug}`}>
        {grants ? "Donner un accès" : demande?.etat === "posee" ? "Accès demandé" : "Demander l’accès"}
        <span className="sr-only"> à {nom}</span>
      </LinkButton>
    </p>
  )
}

/** Persons named here beside the accounts that the provider counts, and what is missing between the two. */
function comptesOf({ nommes, acces }: Outil): string {
  const named = formatCount(nommes, "personne nommée", "personnes nommées")
  const ecart = ecartOf(acces?.comptes ?? null, nommes)
  if (acces === null || ecart === null) return named
  const counted = `${named} pour ${formatCount(acces.comptes, "compte")}`
  if (ecart > 0) return `${counted} : ${formatCount(ecart, "compte")} sans nom`
  return ecart < 0 ? `${counted} : ${formatCount(-ecart, "compte")} à ouvrir` : counted
}

const lastUseWords = (outil: Outil): string => {
  const last = lastUsageOf(outil)
  return last ? `Dernier usage le ${formatDay(last)}` : "Jamais utilisé"
}

function AccesLines({ acces, ...warned }: { acces: Acces } & Warned) {
  return (
    <>
      {acces.identifiant ? <li>Accès « {acces.identifiant} »</li> : null}
      <CertificatLine jusqua={acces.certificatJusqua} {...warned} />
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
