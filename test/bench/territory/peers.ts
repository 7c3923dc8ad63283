import { booleanPointInPolygon, feature, featureCollection } from '@turf/turf'
import type { Position } from 'geojson'
import whichPolygon from 'which-polygon'
import { exactHolds } from '../../support/exact-polygons.ts'
import { askInTurn, type Engine, warmUp } from '../bench.ts'
import type { NotRun } from '../peer-database.ts'
import { boxesOf, type Geometry } from './boxes.ts'
import type { Cells } from './inputs.ts'
import type { Postgis } from './postgis.ts'

const FEW = { turf: 4, postgis: 300 }

/** Rank of the cell that holds a point; -1: none. */
type Answer = (point: Position) => number | Promise<number>

type Against = {
  country: Cells
  /** The right answers of the first points. */
  truth: readonly number[]
  postgis: Postgis | NotRun
  /** Told one line for each peer, once it is checked. */
  tell: (wrong: object) => void
}

export function peersOf({ country, truth, postgis, tell }: Against): Engine[] {
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
      const isRight = async () => {
        const compared = truth.slice(0, questions)
        let [wrongCells, otherSideOfTie] = [0, 0]
        for (const [at, rank] of compared.entries()) {
          const point = put[at] ?? []
          const found = await answer(point)
          if (found === rank) continue
          const isHeld = near(point).includes(found) && exactHolds(at0(geometries, found), point)
          if (isHeld) otherSideOfTie += 1
          else wrongCells += 1
        }
        tell({ engine, wrongCells, otherSideOfTie, of: compared.length })
        return wrongCells === 0
      }
      const round = async () => {
        await warmUp(put.length, (at) => answer(put[at] ?? []))
        return askInTurn(put, answer)
      }
      return { round, isRight }
    },
  })
  return [
    engineOf('which-polygon', byWhichPolygon),
    engineOf('flatbush', byFlatbush),
    engineOf('turf', byTurf, FEW.turf),
    ...('notRun' in postgis ? [] : [engineOf('postgis', postgis.load, FEW.postgis)]),
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
  const bush = boxesOf(geometries)
  return (point) => {
    const [x = 0, y = 0] = point
    const ranks = bush.search(x, y, x, y).sort((a, b) => a - b)
    return ranks.find((rank) => booleanPointInPolygon(point, at0(geometries, rank))) ?? -1
  }
}

function byTurf(geometries: readonly Geometry[]): Answer {
  return (point) => geometries.findIndex((geometry) => booleanPointInPolygon(point, geometry))
}
