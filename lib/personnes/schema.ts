import { z } from "zod"
import { hasTag, NO_TAG, optionalText } from "@/lib/platform/plain-text.ts"

/** No control, zero-width or directional character: they hide one address or name behind another. */
const HIDDEN = /[\p{Cc}\p{Cf}]/u

const seen = (max: number, missing: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, `${max} caractères au plus.`)
    .refine((text) => !HIDDEN.test(text), "Ce texte contient des caractères invisibles : saisissez-le à nouveau.")

const visible = (max: number, missing: string) => seen(max, missing).refine((text) => !hasTag(text), NO_TAG)

const ADDRESS = /^[^\s"(),:;<>@[\]\\]+@[^\s"(),:;<>@[\]\\.]+(\.[^\s"(),:;<>@[\]\\.]+)+$/

export const courriel = seen(254, "Saisissez une adresse de courriel.")
  .transform((typed) => typed.normalize("NFKC").toLowerCase())
  .refine((typed) => ADDRESS.test(typed), "Saisissez une adresse de la forme nom@exemple.fr.")

export const askForLinkInput = z.object({ courriel, retour: z.string().max(500).default("/moi/arrivee") })
export type AskForLinkInput = z.infer<typeof askForLinkInput>

const code = z
  .string("Saisissez les six chiffres du code.")
  .transform((typed) => typed.replace(/\s/g, ""))
  .refine((typed) => /^\d{6}$/.test(typed), "Le code compte six chiffres.")

export const confirmFactorInput = z.object({ code, retour: z.string().max(500).default("/moi") })
/** A button alone: nothing is read from the form. */
export const noInput = z.object({})
export const totpInput = z.object({ code })
export const factorInput = z.object({ facteur: z.uuid("Ce facteur n'existe pas.") })
export const resetFactorsInput = z.object({
  collectivite: visible(40, "Cette personne n'agit pas pour cette collectivité."),
  rattachement: z.uuid("Cette personne n'agit pas pour cette collectivité."),
  motif: visible(500, "Dites comment vous avez vérifié que c'est bien elle."),
})
export const sessionInput = z.object({ session: z.uuid("Cette session n'existe pas.") })
export const nameInput = z.object({ nom: visible(120, "Saisissez votre nom.") })

export const role = z.enum(["secretaire", "elu", "administrateur"], "Choisissez un rôle.")
export const inviteInput = z.object({
  courriel,
  nom: visible(120, "Saisissez le nom de la personne."),
  role,
  fonction: visible(120, "Saisissez sa fonction, par exemple « Secrétaire de mairie »."),
})
export const changeRoleInput = z.object({ rattachement: z.uuid("Cette personne n'est plus dans l'équipe."), role })
export const removeInput = z.object({ rattachement: z.uuid("Cette personne n'est plus dans l'équipe.") })
export const withdrawInput = z.object({ invitation: z.uuid("Cette invitation n'existe plus.") })
export const acceptInput = z.object({ jeton: z.string().min(20).max(200) })

export const askRattachementInput = z.object({
  collectivite: visible(40, "Choisissez votre collectivité."),
  role: z.enum(["secretaire", "elu"], "Choisissez votre rôle."),
  fonction: visible(120, "Saisissez votre fonction, par exemple « Secrétaire de mairie »."),
})
export const confirmCodeInput = z.object({ demande: z.uuid("Cette demande n'existe plus."), code })
export const decideInput = z
  .object({
    demande: z.uuid("Cette demande n'existe plus."),
    decision: z.enum(["accepter", "refuser"], "Choisissez d'accepter ou de refuser."),
    role: role.default("secretaire"),
    genre: z.enum(["personne", "boite"]).default("personne"),
    motif: optionalText({ max: 500 }).transform((text) => text ?? ""),
  })
  .refine(({ decision, motif }) => decision === "accepter" || motif !== "", {
    path: ["motif"],
    message: "Dites pourquoi : la personne le lira.",
  })
