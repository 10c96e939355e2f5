/** Mulberry32: the same year at each run. Numbers in [0, 1). */
export function random(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One line of the answer: `{"name","value"}`. */
export function figure(name: string, value: bigint | number): void {
  process.stdout.write(`${JSON.stringify({ name, value: Number(value) })}\n`)
}
