import pino from "pino"

/** One JSON object a line on the standard output; identifiers only, never what a person typed. */
export const log = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime })
