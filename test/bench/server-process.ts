import { readFileSync } from 'node:fs'

/** Messages are sent by another process, nothing is written in a journal, and memory is given as by `npm start`. */
export const BENCHED_SERVER = {
  TU_WORKER: 'off',
  TU_LOG_LEVEL: 'silent',
  NODE_OPTIONS: '--max-semi-space-size=32',
}

const TICK_MS = 10

type Process = { pid: number | undefined }

/** Bytes that a process holds in memory; NaN where the system does not tell. */
export function heldBytesOf(process: Process): number {
  return 1024 * Number(/VmRSS:\s*(\d+) kB/.exec(told(process, 'status'))?.[1] ?? Number.NaN)
}

/** Milliseconds of processor that a process has had since it started; NaN where the system does not tell. */
export function cpuMsOf(process: Process): number {
  const fields = told(process, 'stat').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * TICK_MS
}

function told({ pid }: Process, file: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
