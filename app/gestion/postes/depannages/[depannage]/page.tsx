import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DepannageBadge } from "@/components/depannages/depannage-badge.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  acknowledgeDepannageAction,
  closeDepannageAction,
  retransmitDepannageAction,
} from "@/lib/depannages/actions.ts"
import { findDepannage } from "@/lib/depannages/queries/depannages.ts"
import { daysLate } from "@/lib/depannages/rules.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

export const metadata: Metadata = { title: "Un dépannage" }

const DAYS_TO_FOLLOW = 3

export default async function DepannagePage({ params }: { params: Promise<{ depannage: string }> }) {
  const ctx = await agentContext()
  const { depannage: id } = await params
  if (!isIdentifier(id)) notFound()
  const depannage = await read(ctx, (tx) => findDepannage(tx, id))
  if (!depannage) notFound()
  const { etat, collectivite, collectivitePublicId, poste, service, objet, reference, suiviLe, reponse } = depannage
  const hidden = { collectivite: collectivitePublicId, depannage: id, version: String(depannage.version) }
  const late = daysLate(depannage, today())
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Postes", href: "/gestion/postes" },
          { label: "Dépannages", href: "/gestion/postes/depannages" },
        ]}
        title={`${poste ?? service}, ${collectivite}`}
        state={<DepannageBadge etat={etat} />}
        lede={objet}
      />
      {late === null ? null : (
        <Notice tone="attention" title={`Le point prévu est passé depuis ${formatCount(late, "jour")}.`}>
          Demandez au prestataire où il en est.
        </Notice>
      )}
      <DescriptionList
        items={[
          {
            label: "Collectivité",
            value: <a href={`/gestion/collectivites/${collectivitePublicId}`}>{collectivite}</a>,
          },
          { label: "Service", value: service },
          { label: "Urgence", value: depannage.bloquant ? "Personne ne peut travailler" : "On travaille en attendant" },
          { label: "À joindre", value: `${depannage.contactNom}, ${depannage.contactTelephone}` },
          { label: "Demandé", value: formatInstant(depannage.demandeLe) },
          { label: "Ticket du prestataire", value: reference ?? "Pas encore donné" },
          { label: "Point prévu", value: suiviLe ? formatDay(suiviLe) : "Pas encore fixé" },
          ...(reponse ? [{ label: "Dernière réponse", value: reponse }] : []),
          ...(depannage.resolution ? [{ label: "Résolution", value: depannage.resolution }] : []),
        ]}
      />
      {etat === "a_transmettre" || etat === "rejete" ? (
        <Section title="Le prestataire l’a prise en charge">
          <p className="max-w-measure text-muted">
            Où l’échange automatique existe, le numéro arrive seul. Sinon, notez ici ce que le prestataire répond.
          </p>
          <Form action={acknowledgeDepannageAction} hidden={hidden} aria-label="Enregistrer la prise en charge">
            <TextField name="reference" label="Son numéro de ticket" autoComplete="off" required />
            <TextField
              name="suiviLe"
              label="Faire le point le"
              type="date"
              defaultValue={addDays(today(), DAYS_TO_FOLLOW)}
              required
            />
            <div>
              <SubmitButton pending="Enregistrement…">Enregistrer la prise en charge</SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
      {etat === "rejete" ? (
        <Section title="Transmettre à nouveau">
          <Form action={retransmitDepannageAction} hidden={hidden} aria-label="Transmettre à nouveau">
            <div>
              <SubmitButton look="quiet" pending="Envoi…">
                Transmettre à nouveau
              </SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
      {etat === "resolu" ? null : (
        <Section title="C’est résolu">
          <Form action={closeDepannageAction} hidden={hidden} aria-label="Clore le dépannage">
            <TextField name="resolution" label="Comment cela s’est résolu" required />
            <div>
              <SubmitButton pending="Enregistrement…">Clore le dépannage</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}
