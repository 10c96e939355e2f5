import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { inviteCommunesAction } from "@/lib/souscriptions/actions.ts"
import type { Invitation } from "@/lib/souscriptions/queries/invitation.ts"
import { checkInvitable, invitableDes } from "@/lib/souscriptions/rules/invitation.ts"

type InviteCommunesProps = {
  collectivite: string
  service: string
  /** That would hear it; 0 below three. */
  communes: number
  derniere: Invitation | null
  today: CalendarDate
}

/** For an EPCI: its communes that have not this service yet. */
export function InviteCommunes({ collectivite, service, communes, derniere, today }: InviteCommunesProps) {
  const open = communes > 0 && checkInvitable(derniere?.le ?? null, today).ok
  if (!open && !derniere) return null
  return (
    <Section title="Inviter nos communes">
      {derniere ? <LastInvitation {...derniere} /> : null}
      {open ? (
        <>
          <p>
            {formatCount(communes, "commune adhérente", "communes adhérentes")} de votre territoire peuvent demander ce
            service et ne l’ont pas. Leurs élus et leur secrétariat seront prévenus. Chacune décide.
          </p>
          <Form action={inviteCommunesAction} hidden={{ collectivite, service }} aria-label="Inviter nos communes">
            <TextareaField
              name="message"
              label="Votre message"
              hint="Pourquoi ce service, ce que vous en attendez. 500 caractères au plus."
              rows={3}
              maxLength={500}
            />
            <div>
              <SubmitButton pending="Envoi…">Inviter {formatCount(communes, "commune")}</SubmitButton>
            </div>
          </Form>
        </>
      ) : derniere && communes > 0 ? (
        <p className="text-muted">
          Une autre invitation sera possible à partir du {formatDay(invitableDes(derniere.le))}.
        </p>
      ) : null}
    </Section>
  )
}

function LastInvitation({ le, par, message, communes }: Invitation) {
  return (
    <p>
      Dernière invitation le {formatDay(le)}
      {par ? `, par ${par}` : ""} :{" "}
      {communes === null
        ? "elle part vers vos communes"
        : `${formatCount(communes, "commune prévenue", "communes prévenues")}`}
      .{message ? ` « ${message} »` : ""}
    </p>
  )
}
