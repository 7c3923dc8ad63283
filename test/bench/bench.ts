import { createHash } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { memoryUsage } from 'node:process'

/** One round of an engine over all the questions: how many a second, and the wait of a question. */
export type Round = { perSecond: number; p50us: number; p99us: number }

/** An engine ready to answer. `isRight`: were its answers those of the reference? Peers may be wrong, ours may not. */
export type Ready = {
  round: () => Round | Promise<Round>
  isRight: boolean | (() => boolean)
  /** Bytes the engine holds, where it can tell better than the memory of the whole process. */
  heldBytes?: number
  close?: () => void | Promise<void>
}

export type Engine = {
  engine: string
  /** Size of the work: doctors, communes, addresses, messages… */
  n: number
  isPeer?: boolean
  /** Builds the engine over inputs already made; its time is `buildMs`. */
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
 * slows all of them. Prints one line per engine (median of the rounds) and one per ratio (median, least and most).
 */
export async function race(
  { bench, engines, ratios }: { bench: string; engines: readonly Engine[]; ratios: Ratio[] },
  { print }: BenchOptions,
): Promise<boolean> {
  const built: Built[] = []
  try {
    for (const engine of engines) built.push(await build(engine))
    for (let round = 0; round < ROUNDS; round += 1)
      for (const { ready, rounds } of built) rounds.push(await ready.round())
    for (const one of built) print({ bench, ...lineOf(one) })
    for (const ratio of ratios) print({ bench, ...ratioOf(ratio, built) })
    return built.every((one) => one.engine.isPeer || isRight(one))
  } finally {
    for (const { ready } of built) await ready.close?.()
  }
}

type Built = { engine: Engine; ready: Ready; buildMs: number; heldMb: number; rounds: Round[] }

async function build(engine: Engine): Promise<Built> {
  globalThis.gc?.()
  const before = memoryUsage.rss()
  const started = performance.now()
  const ready = await engine.build()
  const buildMs = performance.now() - started
  globalThis.gc?.()
  const held = ready.heldBytes ?? Math.max(0, memoryUsage.rss() - before)
  return { engine, ready, buildMs, heldMb: held / 1e6, rounds: [] }
}

function isRight({ ready }: Built): boolean {
  return typeof ready.isRight === 'boolean' ? ready.isRight : ready.isRight()
}

function lineOf(built: Built) {
  const { engine, n } = built.engine
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
    rssMb: Math.round(built.heldMb * 10) / 10,
    buildMs: Math.round(built.buildMs * 10) / 10,
    ok: isRight(built),
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
