import { geodesicKm } from '../../../server/geo.ts'
import type { Candidate } from '../../../server/ranking/rules.ts'
import { askInTurn, type BenchOptions, type Engine, race, warmUp } from '../bench.ts'
import type { NotRun } from '../peer-database.ts'
import type { Asked } from './inputs.ts'
import { ours, type QuestionsOf } from './ours.ts'
import { type Answer, peers } from './peers.ts'
import type { Postgis } from './postgis.ts'
import { inTurn, type Work } from './work.ts'

export type RaceOf = {
  bench: string
  work: Work
  postgis: Postgis | NotRun
  questionsOf: QuestionsOf
}

/** Ours, then each peer, then which of them was how often wrong. */
export async function raceRanking(
  { bench, work, postgis, questionsOf }: RaceOf,
  options: BenchOptions,
): Promise<boolean> {
  const wrong: Wrong[] = []
  const against = [
    ...peers(work),
    ...('notRun' in postgis ? [] : [{ engine: 'postgis', build: () => postgis.load(work) }]),
  ].filter(({ engine }) => engine in questionsOf)
  const engines = [
    ...ours(work, questionsOf),
    ...against.map((peer) =>
      peerEngine({ ...peer, work, questions: questionsOf[peer.engine] ?? 0, wrong }),
    ),
  ]
  const fuller = engines.filter(({ engine, isPeer }) => !isPeer && engine !== 'index')
  const ratios = [
    ...against.map(({ engine }) => ({ over: 'index', under: engine })),
    ...fuller.map(({ engine }) => ({ over: engine, under: 'geokdbush' })),
  ]
  const isRight = await race({ bench, engines, ratios }, options)
  for (const each of wrong) options.print({ bench, ...each })
  if ('notRun' in postgis) options.print({ bench, engine: 'postgis', ...postgis })
  return isRight
}

type Wrong = { engine: string; wrongLists: number; ofLists: number }

type PeerEngine = {
  engine: string
  build: () => Answer | Promise<Answer>
  work: Work
  questions: number
  wrong: Wrong[]
}

/** A peer is right up to the order of doctors who are exactly as far. */
function peerEngine({ engine, build, work, questions, wrong }: PeerEngine): Engine {
  const { doctors, asked, truth } = work
  const put = Array.from({ length: questions }, (_, at) => inTurn(asked, at))
  const judged = put.slice(0, asked.length)
  const isRightOf = async (answer: Answer) => {
    const kmOf = kilometres(doctors)
    let wrongLists = 0
    for (const [at, each] of judged.entries()) {
      const found = (await answer(each)).map((id) => kmOf(each, id))
      const right = (truth[at] ?? []).map((id) => kmOf(each, id))
      if (found.join() !== right.join()) wrongLists += 1
    }
    wrong.push({ engine, wrongLists, ofLists: judged.length })
    return wrongLists === 0
  }
  return {
    engine,
    n: doctors.length,
    isPeer: true,
    build: async () => {
      const answer = await build()
      const round = async () => {
        await warmUp(put.length, (at) => answer(inTurn(put, at)))
        return askInTurn(put, answer)
      }
      return { round, isRight: () => isRightOf(answer) }
    },
  }
}

function kilometres(doctors: readonly Candidate[]): (asked: Asked, id: string) => number {
  const positions = new Map(doctors.map(({ id, position }) => [id, position]))
  return ({ household: { home } }, id) => geodesicKm(home, positions.get(id) ?? home)
}
