import type { Tone } from "@/components/ui/tone.ts"
import type { BalDepotEtat, BalSignalementEtat, Priorite } from "@/lib/bal/types.ts"

export const PRIORITE_TONES = { 1: "danger", 2: "attention", 3: "info", 4: "neutral" } as const satisfies Record<
  Priorite,
  Tone
>

export const DEPOT_TONES = {
  recu: "info",
  analyse: "ok",
  refuse: "danger",
  illisible: "danger",
} as const satisfies Record<BalDepotEtat, Tone>

export const SIGNALEMENT_TONES = {
  declare: "attention",
  transmis: "info",
  pris_en_charge: "info",
  resolu: "ok",
  sans_suite: "neutral",
} as const satisfies Record<BalSignalementEtat, Tone>
