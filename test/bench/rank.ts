import { type Bench, type BenchOptions, hashOf, race } from './bench.ts'
import { askFirst } from './rank/cold.ts'
import { agrees, filterOf } from './rank/filter.ts'
import { raceOverHttp } from './rank/http.ts'
import { RARE_DOCTORS, rankInputs } from './rank/inputs.ts'
import { MEASURED_WHOLE, ours } from './rank/ours.ts'
import { openPostgis } from './rank/postgis.ts'
import { raceRanking } from './rank/race.ts'
import { trueList } from './rank/truth.ts'
import { type Work, workOf } from './rank/work.ts'

const DOCTORS = 60_000
const FEW_DOCTORS = 300
const QUESTIONS = 600
const RARE_QUESTIONS = 200
/** What makes a round last some tens of milliseconds at least, and a tenth of a second of the engines that are compared. */
const QUESTIONS_OF = {
  index: 14_400,
  'index-described': 3_600,
  'index-page': 600,
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
const FEW_QUESTIONS_OF = {
  index: 18_000,
  'index-described': 3_600,
  'index-page': 600,
  geokdbush: 9_000,
  kdbush: 600,
  scan: 600,
  turf: 100,
  postgis: 200,
}
const GROWTH_QUESTIONS_OF = { index: 14_400, 'index-page': 600 }

/** The first five doctors for a household: with ordinary filters, with one that leaves 19 of them, and among a few. */
export const benchRank: Bench = async (options) => {
  const { seed, print } = options
  const size = options.size ?? DOCTORS
  const whole = rankInputs(size, QUESTIONS, seed)
  const rare = whole.rare.slice(0, RARE_QUESTIONS)
  const few = rankInputs(FEW_DOCTORS, QUESTIONS, seed)
  const smaller = [size / 100, size / 10].map((n) => rankInputs(Math.ceil(n), QUESTIONS, seed))
  const inputs = hashOf(JSON.stringify([whole.doctors, whole.asked, rare, few, smaller]))
  print({ bench: 'rank', inputs, doctors: size, questions: QUESTIONS, rare: RARE_DOCTORS })
  const many = workOf(whole.doctors, whole.asked)
  const rarely = workOf(whole.doctors, rare)
  const fewer = workOf(few.doctors, few.asked)
  const growing = smaller.map(({ doctors, asked }) => workOf(doctors, asked))
  const postgis = await openPostgis()
  try {
    return [
      isTruthSound(many, options),
      await raceRanking({ bench: 'rank', work: many, postgis, questionsOf: QUESTIONS_OF }, options),
      await raceRanking(
        { bench: 'rank-rare', work: rarely, postgis, questionsOf: RARE_QUESTIONS_OF },
        options,
      ),
      askFirst(rarely, options),
      await raceRanking(
        { bench: 'rank-few', work: fewer, postgis, questionsOf: FEW_QUESTIONS_OF },
        options,
      ),
      await grows(growing, options),
      await raceOverHttp(options),
    ].every((isRight) => isRight)
  } finally {
    if ('close' in postgis) await postgis.close()
  }
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

/** Ours at a hundredth and a tenth of the size, which was raced whole. */
function grows(works: readonly Work[], options: BenchOptions): Promise<boolean> {
  const engines = works.flatMap((work) => ours(work, GROWTH_QUESTIONS_OF))
  return race({ bench: 'rank-growth', engines, ratios: [] }, options)
}
