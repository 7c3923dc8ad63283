import pino from 'pino'

export type Log = pino.Logger

/** Journal on standard error, one JSON object a line: ids, codes and durations, never a person's words. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}

/** The last line of a process that a bug ends: what Node would print instead is the message, which may quote a person. */
export function logCrash(log: Log, error: unknown): void {
  log.fatal(errorFacts(error), 'crashed')
}

/** What may be written of an unexpected error: its kind, its code and where it was thrown; its message may quote a person. */
export function errorFacts(error: unknown): { kind: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
  return { kind: error.name, ...code, at }
}
