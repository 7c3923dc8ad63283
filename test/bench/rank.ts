import { DoctorIndex } from '../../server/ranking/doctor-index.ts'
import type { Candidate } from '../../server/ranking/rules.ts'
import { firstDoctors } from '../../server/ranking/top.ts'
import { ask, type Bench, type BenchOptions, hashOf, race } from './bench.ts'
import { agrees, columnsOf, filterOf } from './rank/filter.ts'
import { httpEngines } from './rank/http.ts'
import { type Asked, RARE_DOCTORS, rankInputs } from './rank/inputs.ts'
import { openPostgis } from './rank/postgis.ts'
import { raceRanking, type Work } from './rank/race.ts'
import { trueList } from './rank/truth.ts'

const DOCTORS = 60_000
const FEW_DOCTORS = 300
const QUESTIONS = 600
/** Questions whose whole country is measured along the geodesic, with no short cut. */
const MEASURED_WHOLE = 8
/** What makes a round last some tens of milliseconds at least, and a tenth of a second of the engines that are compared. */
const QUESTIONS_OF = {
  index: 14_400,
  'index-described': 3_600,
  geokdbush: 3_600,
  kdbush: 400,
  scan: 40,
  turf: 8,
  postgis: 200,
}
const RARE_QUESTIONS_OF = {
  index: 14_400,
  'index-described': 3_600,
  geokdbush: 200,
  kdbush: 20,
  scan: 40,
  turf: 40,
  postgis: 5,
}
const FEW_QUESTIONS_OF = { index: 18_000, 'index-described': 3_600, geokdbush: 9_000, turf: 100 }

/** The first five doctors for a household: with ordinary filters, with one that leaves 19 of them, and among a few. */
export const benchRank: Bench = async (options) => {
  const size = options.size ?? DOCTORS
  const { doctors, asked, rare } = rankInputs(size, QUESTIONS, options.seed)
  const few = rankInputs(FEW_DOCTORS, QUESTIONS, options.seed)
  const inputs = hashOf(JSON.stringify([doctors, asked, few]))
  options.print({ bench: 'rank', inputs, doctors: size, questions: QUESTIONS, rare: RARE_DOCTORS })
  const [many, rarely, fewer] = [
    workOf(doctors, asked),
    workOf(doctors, rare.slice(0, 200)),
    workOf(few.doctors, few.asked),
  ]
  const postgis = await openPostgis(many.columns)
  try {
    return [
      isTruthSound(many, options),
      await raceRanking({ bench: 'rank', work: many, postgis, questionsOf: QUESTIONS_OF }, options),
      await raceRanking(
        { bench: 'rank-rare', work: rarely, postgis, questionsOf: RARE_QUESTIONS_OF },
        options,
      ),
      await raceRanking(
        { bench: 'rank-few', work: fewer, postgis: null, questionsOf: FEW_QUESTIONS_OF },
        options,
      ),
      await race({ bench: 'rank', engines: httpEngines(options.seed), ratios: [] }, options),
      grows(size, options),
    ].every((isRight) => isRight)
  } finally {
    await postgis?.close()
  }
}

function workOf(doctors: readonly Candidate[], asked: readonly Asked[]): Work {
  const columns = columnsOf(doctors)
  return { doctors, columns, asked, truth: asked.map((each) => trueList(doctors, columns, each)) }
}

/** The short cut of the truth against whole scans, and the peers' columns against the rules. */
function isTruthSound({ doctors, columns, asked, truth }: Work, { print }: BenchOptions): boolean {
  const put = asked.slice(0, MEASURED_WHOLE)
  const wrong = put.filter(
    (each, at) => trueList(doctors, columns, each, true).join() !== truth[at]?.join(),
  ).length
  const disagreeing = put.filter((each) => {
    const isKept = filterOf(columns, each)
    return doctors.some((doctor, rank) => rank % 7 === 0 && !agrees(doctor, isKept(rank), each))
  }).length
  print({ bench: 'rank', truth: 'every doctor measured', lists: put.length, wrong, disagreeing })
  return wrong + disagreeing === 0
}

/** Ours at a hundredth, a tenth and the whole of the size. */
function grows(size: number, { seed, print }: BenchOptions): boolean {
  for (const n of [size / 100, size / 10, size].map(Math.ceil)) {
    const { doctors, asked } = rankInputs(n, QUESTIONS, seed)
    const started = performance.now()
    const index = new DoctorIndex(doctors)
    const buildMs = Number((performance.now() - started).toFixed(1))
    const answer = (at: number) => {
      const each = asked[at]
      return each && firstDoctors(index, each.household, each.question)
    }
    ask(asked.length, answer)
    const { perSecond, p50us, p99us } = ask(asked.length, answer)
    print({ bench: 'rank', growth: 'index', n, perSecond, p50us, p99us, buildMs })
  }
  return true
}
