import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Claim } from '../../../server/allocation/verify.ts'

const SOURCE = fileURLToPath(new URL('lemon.cpp', import.meta.url))

export type Compiled = { program: string; remove: () => void } | { notRun: string }

/** LEMON's network simplex, compiled into a folder of its own; or why it cannot be. */
export function compileLemon(): Compiled {
  if (!existsSync('/usr/include/lemon/network_simplex.h'))
    return { notRun: 'no LEMON headers (liblemon-dev)' }
  const folder = mkdtempSync(join(tmpdir(), 'lemon-'))
  const program = join(folder, 'lemon')
  const remove = () => rmSync(folder, { recursive: true })
  const { status } = spawnSync('g++', ['-O3', '-o', program, SOURCE], { stdio: 'ignore' })
  if (status === 0) return { program, remove }
  remove()
  return { notRun: 'g++ is missing or refused the driver' }
}

/** One process that holds the problem; each call solves it anew: milliseconds of the simplex alone, sum of costs. */
export function startLemon(program: string, claim: Claim) {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.write(binaryOf(claim))
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    solve: async () => {
      child.stdin.write('.')
      const { value } = await answers.next()
      const [microseconds = Number.NaN, sum = Number.NaN] = String(value).split(' ').map(Number)
      return { ms: microseconds / 1000, sum }
    },
    close: () => end(child),
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('close', () => resolve())
    child.stdin?.end()
  })
}

function binaryOf({ households, places, lengthOf }: Claim): Uint8Array {
  const arcs: number[] = []
  for (const household of households.keys())
    for (const doctor of places.keys()) {
      const length = lengthOf(household, doctor)
      if (length !== null) arcs.push(household, doctor, length)
    }
  const head = [households.length, places.length, arcs.length / 3]
  const homes = households.flatMap(({ people, penalty }) => [people, penalty])
  const count = head.length + homes.length + places.length + arcs.length
  const numbers = new BigInt64Array(count)
  let at = 0
  for (const part of [head, homes, places, arcs])
    for (const value of part) {
      numbers[at] = BigInt(value)
      at += 1
    }
  return new Uint8Array(numbers.buffer)
}
