import { createHash } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { memoryUsage } from 'node:process'

/** One round of an engine over all the questions: how many a second, and the wait of a question. */
export type Round = { perSecond: number; p50us: number; p99us: number }

/** An engine ready to answer. */
export type Ready = {
  round: () => Round | Promise<Round>
  /** Were its answers those of the reference? Asked once, after the rounds. Peers may be wrong, ours may not. */
  isRight: boolean | (() => boolean | Promise<boolean>)
  /** Bytes the engine holds, where it can tell better than the memory of the whole process; a function: after the rounds. */
  heldBytes?: number | (() => number)
  close?: () => void | Promise<void>
}

export type Engine = {
  engine: string
  /** Size of the work: doctors, communes, addresses, messages… */
  n: number
  isPeer?: boolean
  /** A bar for the ninety-ninth hundredth of the waits, in microseconds: told on its line, never judged. */
  goalUs?: number
  /** Builds the engine over inputs already made, and nothing more: its time is `buildMs`. Checks belong to `isRight`. */
  build: () => Ready | Promise<Ready>
}

export type BenchOptions = {
  seed: number
  /** Size asked for on the command line; null: the bench's own. */
  size: number | null
  print: (line: object) => void
}

/** Prints its lines, and tells whether every result of ours was right. Speed never decides. */
export type Bench = (options: BenchOptions) => Promise<boolean>

/** `over` ÷ `under` of the questions a second, both in the same round. */
export type Ratio = { over: string; under: string }

const ROUNDS = 5

const WARM_UP_MS = 40

/**
 * Builds the engines one after the other, then asks each in turn, round after round, so that what slows the machine
 * slows all of them; checks their answers last. Prints one line per engine (median of the rounds) and one per ratio
 * (median, least and most). Closes all that it built, whatever fails.
 */
export async function race(raced: Raced, options: BenchOptions): Promise<boolean> {
  const built: Built[] = []
  const failures: unknown[] = []
  let isRight = false
  try {
    isRight = await run(raced, built, options)
  } catch (error) {
    failures.push(error)
  }
  for (const { ready } of built)
    try {
      await ready.close?.()
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 1)
    throw new AggregateError(failures, 'what failed first, and what could not be closed')
  if (failures.length === 1) throw failures[0]
  return isRight
}

type Raced = {
  bench: string
  engines: readonly Engine[]
  ratios: Ratio[]
  /** Five unless said. */
  rounds?: number
}

async function run(
  { bench, engines, ratios, rounds: count = ROUNDS }: Raced,
  built: Built[],
  { print }: BenchOptions,
): Promise<boolean> {
  globalThis.gc?.()
  for (const engine of engines) built.push(await build(engine))
  for (let round = 0; round < count; round += 1)
    for (const { ready, rounds } of built) rounds.push(await ready.round())
  for (const one of built) one.isRight = await isRightOf(one.ready)
  for (const one of built) print({ bench, ...lineOf(one) })
  for (const ratio of ratios) print({ bench, ...ratioOf(ratio, built) })
  return built.every(({ engine, isRight }) => engine.isPeer || isRight)
}

type Built = {
  engine: Engine
  ready: Ready
  buildMs: number
  /** What the whole process took more while it was built. */
  grownBytes: number
  rounds: Round[]
  isRight: boolean
}

/** Rubbish is collected afterwards, and was before. */
async function build(engine: Engine): Promise<Built> {
  const before = memoryUsage.rss()
  const started = performance.now()
  const ready = await engine.build()
  const buildMs = performance.now() - started
  globalThis.gc?.()
  const grownBytes = Math.max(0, memoryUsage.rss() - before)
  return { engine, ready, buildMs, grownBytes, rounds: [], isRight: false }
}

function heldBytesOf({ ready: { heldBytes }, grownBytes }: Built): number {
  return (typeof heldBytes === 'function' ? heldBytes() : heldBytes) ?? grownBytes
}

async function isRightOf({ isRight }: Ready): Promise<boolean> {
  return typeof isRight === 'boolean' ? isRight : isRight()
}

function lineOf(built: Built) {
  const { engine, n, goalUs } = built.engine
  const median = (figure: keyof Round) =>
    percentile(
      built.rounds.map((round) => round[figure]),
      50,
    )
  return {
    engine,
    n,
    perSecond: Number(median('perSecond').toPrecision(4)),
    p50us: Number(median('p50us').toPrecision(4)),
    p99us: Number(median('p99us').toPrecision(4)),
    ...(goalUs === undefined ? {} : { goalUs }),
    rssMb: Math.round(heldBytesOf(built) / 1e5) / 10,
    buildMs: Math.round(built.buildMs * 10) / 10,
    ok: built.isRight,
  }
}

function ratioOf({ over, under }: Ratio, built: readonly Built[]) {
  const roundsOf = (name: string) => built.find(({ engine }) => engine.engine === name)?.rounds
  const below = roundsOf(under)
  const ratios = (roundsOf(over) ?? []).map(
    ({ perSecond }, round) => perSecond / (below?.[round]?.perSecond ?? Number.NaN),
  )
  const short = (value: number) => Number(value.toPrecision(3))
  return {
    ratio: `${over} / ${under}`,
    median: short(percentile(ratios, 50)),
    min: short(Math.min(...ratios)),
    max: short(Math.max(...ratios)),
    rounds: ratios.length,
  }
}

/**
 * Asks the first of the questions, for some tens of milliseconds, before a round of them: between its rounds, the code of an
 * engine whose questions take microseconds is put away.
 */
export async function warmUp(
  questions: number,
  answer: (question: number) => unknown,
): Promise<void> {
  const end = performance.now() + WARM_UP_MS
  for (let question = 0; question < questions && performance.now() < end; question += 1)
    await answer(question)
}

/** One round of an engine that answers at once: `answer` is called with 0, 1, 2… up to `questions`. */
export function ask(questions: number, answer: (question: number) => unknown): Round {
  const waits = new Float64Array(questions)
  const started = performance.now()
  for (let question = 0; question < questions; question += 1) {
    const asked = performance.now()
    answer(question)
    waits[question] = (performance.now() - asked) * 1000
  }
  return roundOf(waits, performance.now() - started)
}

/** One round of an engine that may make wait: the next question is asked once the one before is answered. */
export async function askInTurn<Question>(
  questions: readonly Question[],
  answer: (question: Question, rank: number) => unknown,
): Promise<Round> {
  const waits: number[] = []
  const started = performance.now()
  for (const [rank, question] of questions.entries()) {
    const asked = performance.now()
    const answered = answer(question, rank)
    if (answered instanceof Promise) await answered
    waits.push((performance.now() - asked) * 1000)
  }
  return roundOf(waits, performance.now() - started)
}

/** The round of so many waits, in microseconds, over `elapsedMs`. */
export function roundOf(waits: Iterable<number>, elapsedMs: number): Round {
  const sorted = Float64Array.from(waits).sort()
  const perSecond = (sorted.length * 1000) / elapsedMs
  return { perSecond, p50us: percentile(sorted, 50), p99us: percentile(sorted, 99) }
}

/** The value that so many in a hundred do not pass; of an empty list, NaN. */
export function percentile(values: Iterable<number>, hundredths: number): number {
  const sorted = Float64Array.from(values).sort()
  const rank = Math.ceil((sorted.length * hundredths) / 100) - 1
  return sorted[Math.max(0, rank)] ?? Number.NaN
}

/** What the figures were seen on. */
export function environment() {
  const [first] = cpus()
  return {
    environment: {
      node: process.version,
      cpu: first?.model ?? 'unknown',
      cores: cpus().length,
      memoryMb: Math.round(totalmem() / 1e6),
      platform: `${process.platform} ${process.arch}`,
    },
  }
}

/** A short hash of the inputs, so that two runs can be told to be of the same work. */
export function hashOf(...inputs: readonly (string | NodeJS.ArrayBufferView)[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) hash.update(input)
  return hash.digest('hex').slice(0, 16)
}
