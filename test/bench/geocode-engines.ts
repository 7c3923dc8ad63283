import { memoryUsage } from 'node:process'
import { departmentOf } from '../../server/geocoding/communes/catalogue.ts'
import { AddressIndex } from '../../server/geocoding/offline/address-index.ts'
import { ShardBuilder } from '../../server/geocoding/offline/builder.ts'
import { searchIndex } from '../../server/geocoding/offline/search.ts'
import { encodeShard } from '../../server/geocoding/offline/shard-file.ts'
import { ask, type Engine, percentile } from './bench.ts'
import type { Question } from './geocode-noise.ts'
import { eachRow, type InventedStreet } from './invented-addresses.ts'

/** What an engine says of a question: an address on one line, and whether it would be believed without a person. */
export type Given = { label: string | null; accepted: boolean }

export type Work = { streets: readonly InventedStreet[]; n: number; questions: readonly Question[] }

/** An engine of the race that keeps what it answered last, in the order of the questions. */
export type Graded = {
  engine: Engine
  questions: readonly Question[]
  given: Given[]
  /** Answers a second of CPU time, median of the rounds: a busy machine lengthens it less. */
  perCpuSecond?: () => number
}

/** Accepted and wrong, of all the answers: more than this and the result is wrong. */
const ACCEPTED_WRONG = 0.005

/** Ours, over these addresses already parsed; `built` is told the index, and what importing it took. */
export function offlineEngine(
  name: string,
  { streets, n, questions }: Work,
  built: (index: AddressIndex, figures: object) => void = () => undefined,
): Graded {
  const given: Given[] = []
  const perCpuSecondOf: number[] = []
  const build = () => {
    const before = heldBytes()
    const { index, figures } = importStreets(streets)
    const bytes = heldBytes() - before
    built(index, { ...figures, bytesPerAddress: Math.round((10 * bytes) / n) / 10 })
    return {
      heldBytes: bytes,
      isRight: () => grade(questions, given).acceptedWrong <= ACCEPTED_WRONG,
      round: () => {
        const started = process.cpuUsage()
        const round = ask(questions.length, (at) => {
          const { label, status } = searchIndex(index, { text: questions[at]?.text ?? '' })
          given[at] = { label, accepted: status === 'ok' }
        })
        const { user, system } = process.cpuUsage(started)
        perCpuSecondOf.push((questions.length * 1e6) / (user + system))
        return round
      },
    }
  }
  const perCpuSecond = () => Math.round(percentile(perCpuSecondOf, 50))
  return { engine: { engine: name, n, build }, questions, given, perCpuSecond }
}

/** Answers of each kind of noise that name the address meant, and those that would be believed and do not. */
export function grade(questions: readonly Question[], given: readonly Given[]) {
  const kinds: Record<string, { n: number; found: number; accepted: number }> = {}
  let wrong = 0
  for (const [at, { kind, label }] of questions.entries()) {
    const answer = given[at]
    kinds[kind] ??= { n: 0, found: 0, accepted: 0 }
    const tally = kinds[kind]
    const isFound = answer?.label === label
    tally.n++
    tally.found += Number(isFound)
    tally.accepted += Number(answer?.accepted ?? false)
    wrong += Number(answer?.accepted === true && !isFound)
  }
  return { kinds, acceptedWrong: wrong / questions.length }
}

/** The import once parsed: rows collected, sorted, indexed. CPU time, so that a busy machine does not count. */
function importStreets(streets: readonly InventedStreet[]) {
  const started = process.cpuUsage()
  const builders = new Map<string, ShardBuilder>()
  for (const street of streets) {
    const department = departmentOf(street.inseeCode)
    const builder = builders.get(department) ?? new ShardBuilder(department)
    builders.set(department, builder)
    eachRow(street, (row) => builder.add(row))
  }
  const shards = [...builders.values()].map((builder) => builder.build().shard)
  const { user, system } = process.cpuUsage(started)
  const index = new AddressIndex(shards)
  const { addressCount: addresses } = index
  const fileBytes = shards.flatMap(encodeShard).reduce((sum, { length }) => sum + length, 0)
  const figures = {
    addresses,
    importCpuMsPerMillion: Math.round((user + system) / 1000 / (addresses / 1e6)),
    fileBytesPerAddress: Math.round((10 * fileBytes) / addresses) / 10,
  }
  return { index, figures }
}

/** Bytes in use once garbage is collected: objects, strings and columns. */
function heldBytes(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = memoryUsage()
  return heapUsed + arrayBuffers
}
