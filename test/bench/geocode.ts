import type { AddressIndex } from '../../server/geocoding/offline/address-index.ts'
import { type BenchOptions, type Engine, hashOf, race } from './bench.ts'
import { type Graded, grade, offlineEngine, type Work } from './geocode-engines.ts'
import { noisyQuestions } from './geocode-noise.ts'
import { addok, miniSearch, trigrams } from './geocode-peers.ts'
import { suggestEngine } from './geocode-suggestions.ts'
import { eachRow, inventStreets } from './invented-addresses.ts'

const BENCH = 'geocode'
const SIZE = 1_100_000
/** Whole turns of the thirteen kinds of noise. */
const QUESTIONS = 13 * 150
const QUESTIONS_OF_PEERS = 13 * 5

/**
 * The offline geocoder over invented addresses of real communes, whole, a tenth and a hundredth of them; then, over that
 * hundredth and for fewer questions, beside peers: what they take to build and to answer does not allow more. Then, for each
 * engine and each kind of noise, how many questions there were, how many answers are the address meant and how many are
 * believed. Wrong when more than 5 of 1,000 answers of ours are believed and are another address, or when what is typed
 * without noise is not suggested.
 */
export async function benchGeocode(options: BenchOptions): Promise<boolean> {
  const { seed, print } = options
  const size = options.size ?? SIZE
  const whole = workOf(size, QUESTIONS, seed)
  const tenth = workOf(size / 10, QUESTIONS, seed)
  const small = workOf(size / 100, QUESTIONS, seed)
  const shared = { ...small, questions: noisyQuestions(small.streets, QUESTIONS_OF_PEERS, seed) }
  print({
    bench: BENCH,
    inputs: hashOf(...[whole, tenth, small, shared].map((work) => JSON.stringify(work))),
    addresses: whole.n,
    questions: QUESTIONS,
    besidePeers: { addresses: shared.n, questions: QUESTIONS_OF_PEERS },
  })
  const imported: { index: AddressIndex; figures: object }[] = []
  const main = offlineEngine('offline', whole, (index, figures) =>
    imported.push({ index, figures }),
  )
  const indexOfWhole = () => {
    const [first] = imported
    if (!first) throw new Error('suggestions are built after the index')
    return first.index
  }
  const beside = offlineEngine(`offline 1/100, ${QUESTIONS_OF_PEERS} questions`, shared)
  const peers = peersOf(shared, options)
  const sizes = [offlineEngine('offline 1/10', tenth), offlineEngine('offline 1/100', small)]
  const graded = [main, ...sizes, beside, ...peers]
  const engines: Engine[] = [
    ...graded.map(({ engine }) => engine),
    suggestEngine(whole, indexOfWhole),
  ]
  const ratios = peers.map(({ engine }) => ({
    over: beside.engine.engine,
    under: engine.engine,
  }))
  const isRight = await race({ bench: BENCH, engines, ratios }, options)
  for (const { figures } of imported) print({ bench: BENCH, engine: 'offline', ...figures })
  for (const one of graded) print({ bench: BENCH, ...recallOf(one) })
  return isRight
}

function workOf(size: number, questions: number, seed: number): Work {
  const streets = inventStreets(size, seed)
  let n = 0
  for (const street of streets) eachRow(street, () => n++)
  return { streets, n, questions: noisyQuestions(streets, questions, seed) }
}

/** The peers that are there; those that are not are said. */
function peersOf(work: Work, { print }: BenchOptions): Graded[] {
  const { ADDOK_URL: addokUrl, TEST_DATABASE_URL: databaseUrl } = process.env
  const absent = (engine: string, name: string) =>
    print({ bench: BENCH, engine, notRun: `${name} is not set` })
  if (!databaseUrl) absent('pg_trgm', 'TEST_DATABASE_URL')
  if (!addokUrl) absent('addok', 'ADDOK_URL')
  return [
    miniSearch(work),
    ...(databaseUrl ? [trigrams(work, databaseUrl)] : []),
    ...(addokUrl ? [addok(work, addokUrl)] : []),
  ]
}

function recallOf({ engine, questions, given, perCpuSecond }: Graded) {
  const { kinds, acceptedWrong } = grade(questions, given)
  const short = Object.entries(kinds).map(([kind, { n, found, accepted }]) => [
    kind,
    engine.isPeer ? { n, found } : { n, found, accepted },
  ])
  const ours = perCpuSecond ? { perCpuSecond: perCpuSecond(), acceptedWrong } : {}
  return { engine: engine.engine, ...ours, recall: Object.fromEntries(short) }
}
