import { costWords, optionWords, quantityWords } from "@/components/souscriptions/words.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import { type MembreContext, only } from "@/lib/access/context.ts"
import { denial } from "@/lib/access/rights.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { decideAction } from "@/lib/souscriptions/actions.ts"
import type { AvancementRow } from "@/lib/souscriptions/queries/avancements.ts"
import type { DemandeAApprouver } from "@/lib/souscriptions/queries/demandes.ts"
import { computeTotal } from "@/lib/souscriptions/rules/cout.ts"
import { isSurDevis } from "@/lib/souscriptions/rules/devis.ts"
import type { Attente } from "@/lib/souscriptions/rules/etapes.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"

type PendingProps = {
  souscriptions: readonly MemberSouscription[]
  avancements: readonly AvancementRow[]
  demandes: readonly DemandeAApprouver[]
  ctx: MembreContext
  path: string
}

/** What engages the collectivité and waits for its élu. */
export function Pending({ souscriptions, avancements, demandes, ctx, path }: PendingProps) {
  // What has no price yet is decided with its quote.
  const pending = souscriptions.filter((one) => one.etat === "a_approuver" && !isSurDevis(one))
  const quotes = avancements.flatMap((one) => one.attentes.filter(isOffered).map((attente) => ({ ...one, attente })))
  // The act here when the session has proved who it is; its page otherwise, which asks for it.
  const acts = denial(ctx, "souscriptions.approve", new Date()) === null
  return (
    <Section title="À décider">
      {quotes.length + demandes.length > 0 ? (
        <TaskList>
          {demandes.map(({ souscriptionId, service, motif, demandeLe }) => (
            <Task
              key={souscriptionId}
              title={<strong>Changement à approuver : {service}</strong>}
              detail={`Demandé le ${formatDay(dayInParis(demandeLe))} : ${motif}`}
              action={
                <LinkButton href={`${path}/souscriptions/${souscriptionId}`}>
                  Lire la demande<span className="sr-only"> : {service}</span>
                </LinkButton>
              }
            />
          ))}
          {quotes.map(({ id, service, attente }) => (
            <Task
              key={`${id} ${attente.cle}`}
              title={<strong>Devis à accepter : {attente.option ?? service}</strong>}
              detail={quoteWords(attente, service)}
              action={
                <LinkButton href={`${path}/souscriptions/${id}`}>
                  Lire le devis<span className="sr-only"> : {attente.option ?? service}</span>
                </LinkButton>
              }
            />
          ))}
        </TaskList>
      ) : null}
      {pending.length + quotes.length + demandes.length === 0 ? (
        <EmptyState title="Aucune demande n’attend votre accord." />
      ) : pending.length === 0 ? null : (
        <ul className="grid gap-4">
          {pending.map((souscription) => (
            <li key={souscription.id} className="grid gap-2.5 rounded border border-line bg-surface px-5 py-4">
              <Ask souscription={souscription} />
              <div className="flex flex-wrap gap-3">
                {acts ? <ApproveForm souscription={souscription} collectivite={only(ctx).publicId} /> : null}
                <LinkButton href={`${path}/souscriptions/${souscription.id}`} look={acts ? "secondary" : "primary"}>
                  {acts ? "Lire ou refuser" : only(ctx).roles.includes("elu") ? "Décider" : "Lire la demande"}
                  <span className="sr-only"> : {souscription.service}</span>
                </LinkButton>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const isOffered = ({ propose, accepte }: Attente): boolean => propose !== null && !accepte

const quoteWords = ({ option, propose }: Attente, service: string): string =>
  [option ? `Option de ${service}.` : null, propose ? `Valable jusqu’au ${formatDay(propose)}.` : null]
    .filter(Boolean)
    .join(" ")

function Ask({ souscription }: { souscription: MemberSouscription }) {
  const { service, quantite, unite, resume, demandeLe, dateSouhaitee, prix, options } = souscription
  const quantity = quantityWords(quantite, unite)
  return (
    <>
      <p>
        <StateBadge tone="attention">attend un accord</StateBadge>
      </p>
      <h3>{quantity ? `${service} pour ${quantity}` : service}</h3>
      <p className="line-clamp-2 max-w-measure text-muted">{resume}</p>
      {options.length > 0 ? <p>Avec : {options.map(optionWords).join(" ; ")}.</p> : null}
      <p>
        <Cost souscription={souscription} />
        {prix || souscription.mode === "inclus" ? "" : "Prix sur demande : rien n’est engagé avant de le connaître."}
      </p>
      <p className="text-muted text-sm">
        Demandé le {formatDay(dayInParis(demandeLe))}, pour le {formatDay(dateSouhaitee)}.
      </p>
    </>
  )
}

function Cost({ souscription }: { souscription: MemberSouscription }) {
  const words = costWords(souscription)
  if (!words) return null
  const { parMois, unique } = computeTotal(souscription)
  return (
    <>
      <strong>{words}</strong>
      {parMois && !unique ? `, soit ${formatAmount(parMois.ht)} HT par mois` : ""}
      {souscription.prix || souscription.mode === "inclus" ? "" : " pour les options. "}
    </>
  )
}

function ApproveForm({ souscription, collectivite }: { souscription: MemberSouscription; collectivite: string }) {
  const { id, version, service } = souscription
  return (
    <Form
      action={decideAction}
      hidden={{ collectivite, souscription: id, version: String(version), decision: "approuver" }}
      aria-label={`Approuver ${service}`}
      className="grid"
    >
      <SubmitButton pending="Enregistrement…">
        Approuver la dépense<span className="sr-only"> : {service}</span>
      </SubmitButton>
    </Form>
  )
}
