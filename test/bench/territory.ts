import type { Position } from 'geojson'
import { AreaGrid } from '../../server/territory/area-grid.ts'
import { exactHolds } from '../support/exact-polygons.ts'
import { ask, type Bench, type BenchOptions, type Engine, hashOf, race, warmUp } from './bench.ts'
import { numbersOf } from './territory/boxes.ts'
import { aCountry, type Cells } from './territory/inputs.ts'
import { peersOf } from './territory/peers.ts'
import { openPostgis } from './territory/postgis.ts'

const CELLS = 35_000
const POINTS = 20_000
/** Points compared with the exact test, which takes a third of a millisecond. */
const COMPARED = 6_000
const COMPARED_OF_SMALLER = 1_000

/** A country, and the right answers of its first points. */
type Judged = { country: Cells; truth: readonly number[] }

/** The commune of a point, among as many as there are in France. */
export const benchTerritory: Bench = async (options) => {
  const { seed, print } = options
  const size = options.size ?? CELLS
  const whole = judged(aCountry(size, POINTS, seed), COMPARED)
  const smaller = [size / 100, size / 10].map((n) =>
    judged(aCountry(n, POINTS, seed), COMPARED_OF_SMALLER),
  )
  const { geometries, points } = whole.country
  const vertices = geometries.map(numbersOf)
  const inputs = hashOf(JSON.stringify(points), ...vertices)
  print({ bench: 'territory', inputs, cells: geometries.length, points: points.length })
  const postgis = await openPostgis()
  const wrong: object[] = []
  try {
    const peers = peersOf({ ...whole, postgis, tell: (line) => wrong.push(line) })
    const ratios = peers.map(({ engine }) => ({ over: 'grid', under: engine }))
    const isRight = await race(
      { bench: 'territory', engines: [ours(whole), ...peers], ratios },
      options,
    )
    for (const line of wrong) print({ bench: 'territory', ...line })
    if ('notRun' in postgis) print({ bench: 'territory', engine: 'postgis', ...postgis })
    return (await grows(smaller, options)) && isRight
  } finally {
    if ('close' in postgis) await postgis.close()
  }
}

function judged(country: Cells, compared: number): Judged {
  const truth = country.points.slice(0, compared).map((point) => trueCell(country, point))
  return { country, truth }
}

/** The first cell that holds the point, border included: the tie rule of the engine. */
function trueCell({ geometries, near }: Cells, point: Position): number {
  const found = near(point).find((rank) => {
    const geometry = geometries[rank]
    return geometry !== undefined && exactHolds(geometry, point)
  })
  return found ?? -1
}

function ours({ country: { geometries, points }, truth }: Judged): Engine {
  return {
    engine: 'grid',
    n: geometries.length,
    build: () => {
      const grid = new AreaGrid(geometries)
      const find = (at: number) => grid.find(points[at]?.[0] ?? 0, points[at]?.[1] ?? 0)
      return {
        heldBytes: grid.bytes,
        isRight: () => truth.every((rank, at) => find(at) === rank),
        round: async () => {
          await warmUp(points.length, find)
          return ask(points.length, find)
        },
      }
    },
  }
}

/** Ours at a hundredth and a tenth of the size, which was raced whole. */
function grows(countries: readonly Judged[], options: BenchOptions): Promise<boolean> {
  const engines = countries.map(ours)
  return race({ bench: 'territory-growth', engines, ratios: [] }, options)
}
