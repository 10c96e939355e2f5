import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

/** What an exercice holds, and what is still open in it. */
export type Bilan = {
  titres: number
  facture: Cents
  annule: Cents
  regle: Cents
  du: Cents
  /** Titres that still owe, and credits to give back. */
  dus: number
  credits: number
  aEnvoyer: number
  refuses: number
  campagnes: number
  projets: number
}

export type Exercice = {
  annee: number
  closLe: CalendarDate | null
  closPar: string | null
  demandeParId: string | null
  demandePar: string | null
  demandeLe: Date | null
  secondePersonne: boolean
}

export const EXERCICE_REFUSALS = {
  "exercice-en-cours": "L'exercice {annee} n'est pas terminé : il se clôt à partir du 1er janvier {suivante}.",
  "exercice-vide": "Aucun titre n'a été émis en {annee} : il n'y a rien à clore.",
  "campagnes-ouvertes":
    "Campagnes de {annee} qui ne sont pas terminées : {nombre}. Émettez-les ou abandonnez-les d'abord.",
  "corrections-en-attente":
    "Corrections de titres de {annee} qui attendent une décision : {nombre}. Approuvez-les ou refusez-les d'abord.",
  "deja-clos": "L'exercice {annee} est déjà clos.",
  "deja-demande": "La clôture de {annee} est déjà demandée : une autre personne doit la confirmer.",
  "pas-demande": "La clôture de {annee} n'est pas demandée, ou la demande a été retirée.",
  "meme-personne": "Vous avez demandé cette clôture : une autre personne doit la confirmer.",
} as const
export type ExerciceRefusal = keyof typeof EXERCICE_REFUSALS
