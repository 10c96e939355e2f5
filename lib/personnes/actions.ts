"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { askForLink } from "@/lib/access/identity/link.ts"
import { currentNetwork, localPath } from "@/lib/access/identity/request.ts"
import { visitorContext } from "@/lib/access/request.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import { askForLinkInput } from "./schema.ts"
import { LINK_REFUSALS } from "./types.ts"

export const askForLinkAction = formAction({
  context: visitorContext,
  input: askForLinkInput,
  run: async (_, { courriel, retour }) =>
    (await askForLink(courriel, localPath(retour, "/moi/arrivee"), await currentNetwork()))
      ? ok(null)
      : refuse("trop-de-demandes"),
  refusals: LINK_REFUSALS,
  next: () => "/connexion/courriel-envoye",
})
