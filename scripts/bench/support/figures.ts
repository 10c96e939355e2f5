import { loadavg } from "node:os"

/** One line a figure: `{"name","value","unit"}`. */
export function figure(name: string, value: number, unit: string): void {
  process.stdout.write(`${JSON.stringify({ name, value: round(value), unit })}\n`)
}

/** A figure with a goal: missing it is said on the side, and makes the exit status 1. */
export function goal(name: string, value: number, unit: string, bound: { atLeast?: number; atMost?: number }): void {
  figure(name, value, unit)
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = bound
  if (value >= atLeast && value <= atMost) return
  const asked = bound.atLeast === undefined ? `${atMost} au plus` : `${atLeast} au moins`
  process.stderr.write(`${name} : ${round(value)} ${unit}, il en faut ${asked}\n`)
  process.exitCode = 1
}

/** An absolute time, which depends on the machine: past its limit it is said on the side, and fails nothing. */
export function limit(name: string, value: number, unit: string, most: number): void {
  figure(name, value, unit)
  if (value > most) process.stderr.write(`${name} : ${round(value)} ${unit}, au-delà de ${most} (machine chargée ?)\n`)
}

/** How busy the machine is beside: figures taken under another load do not compare. */
export function machineLoad(when: string): void {
  figure(`machine.charge.${when}`, loadavg()[0] ?? 0, "processus")
}

const round = (value: number): number => Math.round(value * 1000) / 1000

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)
