import { spawnSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from './processes.ts'

/** Without it nothing can be shown of a process that believes another time. */
export function hasFaketime(): boolean {
  return !spawnSync('faketime', ['--version']).error
}

/** A clock that processes started with `env` believe, turned while they run. */
export type TurnedClock = {
  env: Record<string, string>
  /** So many minutes from the true time, behind it when negative. */
  turnTo: (minutes: number) => void
  now: () => Date
}

/** Time spans are measured by another clock of the machine, which stays true. */
export function aTurnedClock({ env }: Home): TurnedClock {
  const file = join(env.TU_DATA_DIR ?? '', 'clock')
  const preloaded = spawnSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'])
  let turnedMinutes = 0
  const turnTo = (minutes: number) => {
    turnedMinutes = minutes
    const seconds = minutes * 60
    // Renamed: a process never reads a half-written file.
    writeFileSync(`${file}.next`, seconds < 0 ? `${seconds}` : `+${seconds}`)
    renameSync(`${file}.next`, file)
  }
  turnTo(0)
  return {
    env: {
      LD_PRELOAD: String(preloaded.stdout).trim(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    turnTo,
    now: () => new Date(Date.now() + turnedMinutes * 60_000),
  }
}
