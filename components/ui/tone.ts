/** How a state is tinted (`.badge` in app/globals.css). */
export type Tone = "neutral" | "ok" | "attention" | "danger" | "info"
