import { geodesicKm } from '../../../server/geo.ts'
import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import type { Candidate } from '../../../server/ranking/rules.ts'
import { firstDoctors, firstRanked } from '../../../server/ranking/top.ts'
import { ask, askInTurn, type BenchOptions, type Engine, type Ready, race } from '../bench.ts'
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

export type RaceOf = {
  bench: string
  work: Work
  /** How often ours answers all the questions in a round. */
  times: number
  postgis: Postgis | null
  /** Slow peers are asked that many of the questions in a round. */
  questionsOf: Readonly<Record<string, number>>
}

/** Ours twice (ids alone; with distances and reasons, as pages show them), then each peer, then who was how often wrong. */
export async function raceRanking(
  { bench, work, times, postgis, questionsOf }: RaceOf,
  options: BenchOptions,
): Promise<boolean> {
  const wrong: Wrong[] = []
  const engines = [
    ...ours(work, times),
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

function ours({ doctors, asked, truth }: Work, times: number): Engine[] {
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
      return {
        isRight,
        round: () =>
          ask(times * asked.length, (at) => answer(index, itemAt(asked, at % asked.length))),
      }
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
  const put = asked.slice(0, questions ?? asked.length)
  return {
    engine,
    n: doctors.length,
    isPeer: true,
    build: async () => {
      const answer = await build(doctors)
      const kmOf = kilometres(doctors)
      let wrongLists = 0
      for (const [at, each] of put.entries()) {
        const found = (await answer(each)).map((id) => kmOf(each, id))
        const right = (truth[at] ?? []).map((id) => kmOf(each, id))
        if (found.join() !== right.join()) wrongLists += 1
      }
      wrong.push({ engine, wrongLists, ofLists: put.length })
      return { isRight: wrongLists === 0, round: () => askInTurn(put, answer) }
    },
  }
}

function kilometres(doctors: readonly Candidate[]): (asked: Asked, id: string) => number {
  const positions = new Map(doctors.map(({ id, position }) => [id, position]))
  return ({ household: { home } }, id) => geodesicKm(home, positions.get(id) ?? home)
}

function itemAt<T>(items: readonly T[], at: number): T {
  const item = items[at]
  if (item === undefined) throw new RangeError(`no item ${at}`)
  return item
}
