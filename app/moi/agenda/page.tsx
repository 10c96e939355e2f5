import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { Input } from "@/components/ui/input.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { findAgenda } from "@/lib/access/identity/agenda.ts"
import { personneContext } from "@/lib/access/request.ts"
import { closeAgendaAction, openAgendaAction } from "@/lib/personnes/actions/agenda.ts"
import { env } from "@/lib/platform/env.ts"
import { formatInstant } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Mon agenda" }

export default async function AgendaPage() {
  const { who } = await personneContext()
  const agenda = await findAgenda(who)
  const origin = env().APP_URL.replace(/\/$/, "")
  return (
    <>
      <PageHeader
        title="Mon agenda"
        lede="Les échéances de toutes vos collectivités dans votre agenda habituel, tenues à jour : derniers jours pour réclamer une redevance, termes de paiement."
      />
      {agenda ? (
        <>
          <Section title="Votre adresse">
            <p className="max-w-measure">
              Dans votre agenda (Outlook, Google Agenda, Thunderbird, téléphone…), choisissez « Ajouter un agenda à
              partir d’une adresse », puis collez celle-ci. Elle suit vos collectivités : quand vous en rejoignez ou en
              quittez une, l’agenda change.
            </p>
            <div className="grid gap-1">
              <label htmlFor="adresse">Adresse secrète de votre agenda</label>
              <Input id="adresse" readOnly value={`${origin}/api/agenda/${agenda.jeton}.ics`} />
            </div>
            <p className="text-muted text-sm">
              Créée le {formatInstant(agenda.creeLe)}.{" "}
              {agenda.luLe ? `Lue la dernière fois le ${formatInstant(agenda.luLe)}.` : "Pas encore lue."}
            </p>
          </Section>
          <Section title="La changer ou la fermer">
            <p className="max-w-measure">
              Qui connaît cette adresse lit vos échéances, et rien d’autre. Si elle a circulé, changez-la : l’ancienne
              ne répond plus.
            </p>
            <div className="flex flex-wrap gap-3">
              <Form action={openAgendaAction} aria-label="Changer l’adresse">
                <SubmitButton look="secondary">Changer l’adresse</SubmitButton>
              </Form>
              <Form action={closeAgendaAction} aria-label="Fermer l’adresse">
                <SubmitButton look="danger">Fermer l’adresse</SubmitButton>
              </Form>
            </div>
          </Section>
        </>
      ) : (
        <Section title="Créer l’adresse">
          <p className="max-w-measure">
            Votre agenda lira une adresse secrète, propre à vous, que vous pourrez fermer à tout moment. Elle ne donne
            accès à rien d’autre qu’à ces échéances et à leurs montants.
          </p>
          <Form action={openAgendaAction} aria-label="Créer l’adresse de mon agenda">
            <div>
              <SubmitButton pending="Création…">Créer l’adresse de mon agenda</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}
