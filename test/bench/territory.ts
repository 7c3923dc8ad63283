import { booleanPointInPolygon, feature, featureCollection } from '@turf/turf'
import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import whichPolygon from 'which-polygon'
import { AreaGrid } from '../../server/territory/area-grid.ts'
import { exactHolds } from '../support/exact-polygons.ts'
import {
  ask,
  askInTurn,
  type Bench,
  type BenchOptions,
  type Engine,
  hashOf,
  race,
  warmUp,
} from './bench.ts'
import { aCountry, type Cells } from './territory/inputs.ts'
import { openPostgis, type Postgis } from './territory/postgis.ts'

const CELLS = 35_000
const POINTS = 20_000
/** Points compared with the exact test, which takes a third of a millisecond. */
const COMPARED = 6_000
const FEW = { turf: 4, postgis: 300 }

type Geometry = Polygon | MultiPolygon
/** Rank of the cell that holds a point; -1: none. */
type Answer = (point: Position) => number | Promise<number>

/** The commune of a point, among as many as there are in France. */
export const benchTerritory: Bench = async (options) => {
  const size = options.size ?? CELLS
  const country = aCountry(size, POINTS, options.seed)
  const { geometries, points } = country
  const inputs = hashOf(JSON.stringify([geometries.length, geometries.slice(0, 500), points]))
  options.print({ bench: 'territory', inputs, cells: geometries.length, points: points.length })
  const truth = points.slice(0, COMPARED).map((point) => trueCell(country, point))
  const postgis = await openPostgis()
  const wrong: object[] = []
  try {
    const peers = peersOf({ country, truth, wrong, postgis })
    const engines = [ours(country, truth), ...peers]
    const ratios = peers.map(({ engine }) => ({ over: 'grid', under: engine }))
    const isRight = await race({ bench: 'territory', engines, ratios }, options)
    for (const line of wrong) options.print({ bench: 'territory', ...line })
    grows(size, options)
    return isRight
  } finally {
    await postgis?.close()
  }
}

/** The first cell that holds the point, border included: the tie rule of the engine. */
function trueCell({ geometries, near }: Cells, point: Position): number {
  const found = near(point).find((rank) => {
    const geometry = geometries[rank]
    return geometry !== undefined && exactHolds(geometry, point)
  })
  return found ?? -1
}

function ours({ geometries, points }: Cells, truth: readonly number[]): Engine {
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

type Racing = {
  country: Cells
  truth: readonly number[]
  wrong: object[]
  postgis: Postgis | null
}

function peersOf({ country, truth, wrong, postgis }: Racing): Engine[] {
  const { geometries, points, near } = country
  const engineOf = (
    engine: string,
    build: (geometries: readonly Geometry[]) => Answer | Promise<Answer>,
    questions = points.length,
  ): Engine => ({
    engine,
    n: geometries.length,
    isPeer: true,
    build: async () => {
      const answer = await build(geometries)
      const put = points.slice(0, questions)
      let [elsewhere, ties] = [0, 0]
      for (const [at, rank] of truth.slice(0, questions).entries()) {
        const point = put[at] ?? []
        const found = await answer(point)
        if (found === rank) continue
        const isHeld = near(point).includes(found) && exactHolds(at0(geometries, found), point)
        if (isHeld) ties += 1
        else elsewhere += 1
      }
      const compared = Math.min(questions, truth.length)
      wrong.push({ engine, wrongCells: elsewhere, otherSideOfTie: ties, of: compared })
      const round = async () => {
        await warmUp(put.length, (at) => answer(put[at] ?? []))
        return askInTurn(put, answer)
      }
      return { isRight: elsewhere === 0, round }
    },
  })
  return [
    engineOf('which-polygon', byWhichPolygon),
    engineOf('flatbush', byFlatbush),
    engineOf('turf', byTurf, FEW.turf),
    ...(postgis ? [engineOf('postgis', postgis.load, FEW.postgis)] : []),
  ]
}

function at0(geometries: readonly Geometry[], rank: number): Geometry {
  return geometries[rank] ?? { type: 'Polygon', coordinates: [] }
}

function byWhichPolygon(geometries: readonly Geometry[]): Answer {
  const query = whichPolygon(
    featureCollection(geometries.map((geometry, rank) => feature(geometry, { rank }))),
  )
  return ([x = 0, y = 0]) => query([x, y])?.rank ?? -1
}

function byFlatbush(geometries: readonly Geometry[]): Answer {
  const bush = new Flatbush(geometries.length)
  for (const { type, coordinates } of geometries) {
    const rings = type === 'Polygon' ? coordinates : coordinates.flat()
    const [xs, ys] = [0, 1].map((axis) => rings.flatMap((ring) => ring.map((at) => at[axis] ?? 0)))
    bush.add(
      Math.min(...(xs ?? [])),
      Math.min(...(ys ?? [])),
      Math.max(...(xs ?? [])),
      Math.max(...(ys ?? [])),
    )
  }
  bush.finish()
  return (point) => {
    const [x = 0, y = 0] = point
    const ranks = bush.search(x, y, x, y).sort((a, b) => a - b)
    return ranks.find((rank) => booleanPointInPolygon(point, at0(geometries, rank))) ?? -1
  }
}

function byTurf(geometries: readonly Geometry[]): Answer {
  return (point) => geometries.findIndex((geometry) => booleanPointInPolygon(point, geometry))
}

/** Ours at a hundredth, a tenth and the whole of the size. */
function grows(size: number, { seed, print }: BenchOptions): void {
  for (const n of [size / 100, size / 10, size]) {
    const { geometries, points } = aCountry(n, POINTS, seed)
    const started = performance.now()
    const grid = new AreaGrid(geometries)
    const buildMs = Number((performance.now() - started).toFixed(1))
    const find = (at: number) => grid.find(points[at]?.[0] ?? 0, points[at]?.[1] ?? 0)
    ask(points.length, find)
    const { perSecond, p50us, p99us } = ask(points.length, find)
    const figures = {
      perSecond: Math.round(perSecond),
      p50us,
      p99us,
      mb: grid.bytes / 1e6,
      buildMs,
    }
    print({ bench: 'territory', growth: 'grid', n: geometries.length, ...figures })
  }
}
