"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { acceptInvitation, findInvitation } from "@/lib/access/identity/invitations.ts"
import { askForLink, openLink } from "@/lib/access/identity/link.ts"
import { currentNetwork } from "@/lib/access/identity/request.ts"
import { personneContext, visitorContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import { tellOfArrival } from "../commands/tell.ts"
import { acceptInput } from "../schema.ts"
import { INVITATION_REFUSALS, LINK_REFUSALS } from "../types.ts"

export const acceptInvitationAction = formAction({
  context: personneContext,
  input: acceptInput,
  run: async ({ who }, { jeton }) => {
    const accepted = await acceptInvitation(who, jeton, today())
    if (accepted.ok) await tellOfArrival(who, accepted.value)
    return accepted
  },
  refusals: INVITATION_REFUSALS,
  next: ({ publicId }) => `/c/${publicId}`,
})

/** The invitation's link came to this address: a newcomer needs no second mail, an account that exists proves itself. */
export const openInvitationAction = formAction({
  context: visitorContext,
  input: acceptInput,
  run: async (_, { jeton }) => {
    const invitation = await findInvitation(jeton)
    if (!invitation) return refuse("invitation-close")
    const retour = `/invitation?${new URLSearchParams({ jeton })}`
    if (!invitation.compteExistant) {
      // By the page with its button: Next itself would fetch an address that an action leads to, and use the link up.
      const query = new URLSearchParams({ jeton: await openLink(invitation.courriel), retour })
      return ok(`/connexion/lien?${query}`)
    }
    const asked = await askForLink(invitation.courriel, retour, await currentNetwork())
    return asked ? ok("/connexion/courriel-envoye") : refuse("trop-de-demandes")
  },
  refusals: { ...INVITATION_REFUSALS, ...LINK_REFUSALS },
  next: (where) => where,
})
