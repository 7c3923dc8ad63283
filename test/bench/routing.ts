import { nodeCount, positionOf, type RoadGraph } from '../../server/routing/roads/graph.ts'
import { encodeGraph } from '../../server/routing/roads/graph-file.ts'
import { journeysOver, type RoadJourneys } from '../../server/routing/roads/journeys.ts'
import { MODES, type Mode } from '../../server/routing/rules.ts'
import { aChance } from '../support/chance.ts'
import { ask, type BenchOptions, type Engine, hashOf, race } from './bench.ts'
import { inventTown, relaxed } from './invented-town.ts'

const BENCH = 'routing'
const NODES = 100_000
const DOCTORS = 300
const QUESTIONS = 30
/** One answer of the relaxation takes as long as many of ours. */
const QUESTIONS_OF_PEER = 1
/** Times are sums of the same numbers, in another order. */
const CLOSE_SECONDS = 0.001

/** Nodes where the home and the doctors are, so that the roads alone are compared. */
type Question = { from: number; to: readonly number[]; mode: Mode }

/**
 * One home to every doctor of a territory, over an invented town at a hundredth, a tenth and the whole of its nodes,
 * each mode in turn, beside the plain relaxation of every arc. Wrong when a time is not that of the relaxation.
 */
export async function benchRouting(options: BenchOptions): Promise<boolean> {
  const size = options.size ?? NODES
  const towns = [size / 100, size / 10, size].map((nodes) => inventTown(nodes, options.seed))
  const [, , town = inventTown(size, options.seed)] = towns
  options.print({
    bench: BENCH,
    inputs: hashOf(...towns.flatMap(encodeGraph)),
    nodes: nodeCount(town),
    arcs: town.head.length,
    doctors: DOCTORS,
  })
  const names = ['roads 1/100', 'roads 1/10', 'roads']
  const spent = { cpuMicros: 0, questions: 0 }
  const engines = towns.map((graph, at) => {
    const tally = graph === town ? spent : { cpuMicros: 0, questions: 0 }
    return roads(names[at] ?? '', questionsOn(graph, options.seed), { graph, tally })
  })
  const isRight = await race(
    {
      bench: BENCH,
      engines: [...engines, relaxation(town, options.seed)],
      ratios: [{ over: 'roads', under: 'bellman-ford' }],
    },
    options,
  )
  const cpuMsPerQuestion = Math.round(spent.cpuMicros / spent.questions / 100) / 10
  options.print({ bench: BENCH, engine: 'roads', cpuMsPerQuestion })
  return isRight
}

/** CPU time, which a busy machine does not lengthen. */
type Tally = { cpuMicros: number; questions: number }

function roads(
  engine: string,
  questions: readonly Question[],
  { graph, tally }: { graph: RoadGraph; tally: Tally },
): Engine {
  const queries = questions.map(({ from, to, mode }) => ({
    from: positionOf(graph, from),
    to: to.map((node) => positionOf(graph, node)),
    mode,
  }))
  const build = () => {
    const journeys = journeysOver(graph)
    const round = () => {
      const started = process.cpuUsage()
      const waits = ask(queries.length, (at) => {
        const query = queries[at]
        return query && journeys(query)
      })
      const { user, system } = process.cpuUsage(started)
      tally.cpuMicros += user + system
      tally.questions += queries.length
      return waits
    }
    return {
      round,
      isRight: () => questions.slice(0, MODES.length).every(agrees(graph, journeys)),
    }
  }
  return { engine, n: nodeCount(graph), build }
}

function relaxation(graph: RoadGraph, seed: number): Engine {
  const questions = questionsOn(graph, seed).slice(0, QUESTIONS_OF_PEER)
  const round = () =>
    ask(questions.length, (at) => {
      const question = questions[at]
      return question && relaxed(graph, question.from, question.mode)
    })
  const build = () => ({ round, isRight: true })
  return { engine: 'bellman-ford', n: nodeCount(graph), isPeer: true, build }
}

/** Ends of streets taken at random, so that some street leads to each. */
function questionsOn(graph: RoadGraph, seed: number): Question[] {
  const chance = aChance(seed + 1)
  const end = () => graph.head[chance.below(graph.head.length)] ?? 0
  const to = Array.from({ length: DOCTORS }, end)
  return Array.from({ length: QUESTIONS }, (_, at) => ({
    from: end(),
    to,
    mode: MODES[at % MODES.length] ?? 'car',
  }))
}

function agrees(graph: RoadGraph, journeys: RoadJourneys) {
  return ({ from, to, mode }: Question): boolean => {
    const seconds = relaxed(graph, from, mode)
    const places = to.map((node) => positionOf(graph, node))
    return journeys({ from: positionOf(graph, from), to: places, mode }).every((journey, at) => {
      const expected = seconds[to[at] ?? 0] ?? Number.POSITIVE_INFINITY
      if (!journey) return expected === Number.POSITIVE_INFINITY
      return Math.abs((journey.seconds ?? 0) - expected) < CLOSE_SECONDS
    })
  }
}
