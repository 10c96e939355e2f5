import type { Passwords } from "../../scripts/database/provision.ts"

export const TEMPLATE = "essai_modele"

export const PASSWORDS: Passwords = {
  migration: "essai-migration",
  membre: "essai-membre",
  agent: "essai-agent",
  identite: "essai-identite",
}
