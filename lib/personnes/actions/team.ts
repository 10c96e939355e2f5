"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { invite, withdrawInvitation } from "../commands/invite.ts"
import { changeRole, removeColleague } from "../commands/team.ts"
import { changeRoleInput, inviteInput, removeInput, withdrawInput } from "../schema.ts"
import { TEAM_REFUSALS } from "../types.ts"

const team = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))

export const inviteAction = formAction({
  context: team,
  input: inviteInput,
  run: invite,
  refusals: TEAM_REFUSALS,
  fields: { "deja-invitee": "courriel", "deja-membre": "role" },
  done: "L’invitation est partie. Elle est valable 14 jours.",
})

export const withdrawInvitationAction = formAction({
  context: team,
  input: withdrawInput,
  run: withdrawInvitation,
  refusals: TEAM_REFUSALS,
  next: (_, data) => `/c/${data.get("collectivite")}/equipe`,
})

export const changeRoleAction = formAction({
  context: team,
  input: changeRoleInput,
  run: changeRole,
  refusals: TEAM_REFUSALS,
  next: (_, data) => `/c/${data.get("collectivite")}/equipe`,
})

export const removeColleagueAction = formAction({
  context: team,
  input: removeInput,
  run: removeColleague,
  refusals: TEAM_REFUSALS,
  next: (_, data) => `/c/${data.get("collectivite")}/equipe`,
})
