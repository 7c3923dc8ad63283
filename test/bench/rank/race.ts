import { geodesicKm } from '../../../server/geo.ts'
import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import type { Candidate } from '../../../server/ranking/rules.ts'
import { firstDoctors, firstRanked } from '../../../server/ranking/top.ts'
import {
  ask,
  askInTurn,
  type BenchOptions,
  type Engine,
  type Ready,
  race,
  warmUp,
} from '../bench.ts'
import type { Columns } from './filter.ts'
import type { Asked } from './inputs.ts'
import { type Answer, peers } from './peers.ts'
import type { Postgis } from './postgis.ts'

/** Doctors, the questions asked about them, and the right list of each. */
export type Work = {
  doctors: readonly Candidate[]
  columns: Columns
  asked: readonly Asked[]
  truth: readonly string[][]
}

type QuestionsOf = Readonly<Record<string, number>>

export type RaceOf = {
  bench: string
  work: Work
  postgis: Postgis | null
  /** How many questions an engine is asked in a round, again from the first past the last; absent: all of them once. */
  questionsOf: QuestionsOf
}

/** Ours twice (ids alone; with distances and reasons, as pages show them), then each peer, then who was how often wrong. */
export async function raceRanking(
  { bench, work, postgis, questionsOf }: RaceOf,
  options: BenchOptions,
): Promise<boolean> {
  const wrong: Wrong[] = []
  const engines = [
    ...ours(work, questionsOf),
    ...peers(work.columns).map((peer) =>
      peerEngine({ ...peer, work, questions: questionsOf[peer.engine], wrong }),
    ),
    ...(postgis
      ? [
          peerEngine({
            engine: 'postgis',
            build: postgis.load,
            work,
            questions: questionsOf.postgis,
            wrong,
          }),
        ]
      : []),
  ]
  const against = engines.filter(({ isPeer }) => isPeer).map(({ engine }) => engine)
  const ratios = [
    ...against.map((under) => ({ over: 'index', under })),
    { over: 'index-described', under: 'geokdbush' },
  ]
  const isRight = await race({ bench, engines, ratios }, options)
  for (const each of wrong) options.print({ bench, ...each })
  return isRight
}

type Wrong = { engine: string; wrongLists: number; ofLists: number }

function ours({ doctors, asked, truth }: Work, questionsOf: QuestionsOf): Engine[] {
  const ids = (index: DoctorIndex, { household, question }: Asked) =>
    firstDoctors(index, household, question).map(({ candidate }) => candidate.id)
  const described = (index: DoctorIndex, { household, question }: Asked) =>
    firstRanked(index, household, question).map(({ id }) => id)
  const engineOf = (engine: string, answer: typeof ids): Engine => ({
    engine,
    n: doctors.length,
    build: (): Ready => {
      const index = new DoctorIndex(doctors)
      const isRight = asked.every((each, at) => answer(index, each).join() === truth[at]?.join())
      const questions = questionsOf[engine] ?? asked.length
      const answerOne = (at: number) => answer(index, inTurn(asked, at))
      const round = async () => {
        await warmUp(questions, answerOne)
        return ask(questions, answerOne)
      }
      return { isRight, round }
    },
  })
  return [engineOf('index', ids), engineOf('index-described', described)]
}

type PeerEngine = {
  engine: string
  build: (doctors: readonly Candidate[]) => Answer | Promise<Answer>
  work: Work
  questions: number | undefined
  wrong: Wrong[]
}

/** A peer is right up to the order of doctors who are exactly as far. */
function peerEngine({ engine, build, work, questions, wrong }: PeerEngine): Engine {
  const { doctors, asked, truth } = work
  const put = Array.from({ length: questions ?? asked.length }, (_, at) => inTurn(asked, at))
  const judged = put.slice(0, asked.length)
  return {
    engine,
    n: doctors.length,
    isPeer: true,
    build: async () => {
      const answer = await build(doctors)
      const kmOf = kilometres(doctors)
      let wrongLists = 0
      for (const [at, each] of judged.entries()) {
        const found = (await answer(each)).map((id) => kmOf(each, id))
        const right = (truth[at] ?? []).map((id) => kmOf(each, id))
        if (found.join() !== right.join()) wrongLists += 1
      }
      wrong.push({ engine, wrongLists, ofLists: judged.length })
      const round = async () => {
        await warmUp(put.length, (at) => answer(inTurn(put, at)))
        return askInTurn(put, answer)
      }
      return { isRight: wrongLists === 0, round }
    },
  }
}

function kilometres(doctors: readonly Candidate[]): (asked: Asked, id: string) => number {
  const positions = new Map(doctors.map(({ id, position }) => [id, position]))
  return ({ household: { home } }, id) => geodesicKm(home, positions.get(id) ?? home)
}

/** The item of that rank, again from the first past the last. */
function inTurn<T>(items: readonly T[], rank: number): T {
  const item = items[rank % items.length]
  if (item === undefined) throw new RangeError('no item')
  return item
}
