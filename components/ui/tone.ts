export type Tone = "neutral" | "ok" | "attention" | "danger" | "info"

/** A tint and the ink that is read on it (4.5:1 in both themes). */
export const TINT: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  ok: "bg-ok-soft text-ok",
  attention: "bg-attention-soft text-attention",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
}
