import { geodesicKm } from '../../geo.ts'
import type { Journey, JourneyQuery, Mode } from '../rules.ts'
import type { RoadGraph } from './graph.ts'
import { type Near, nearNodeOver } from './near-node.ts'
import { quickestOver } from './quickest.ts'

/** Metres and seconds to each place asked, in their order; null where no road leads. */
export type RoadJourneys = (query: JourneyQuery) => (Journey | null)[]

/** Kilometres an hour between a door and the nearest node of the road. */
const APPROACH: Record<Mode, number> = { car: 15, foot: 5, bicycle: 12 }
const KMH_PER_METRE_SECOND = 3.6

/**
 * Quickest journeys over roads, in the order of the destinations: along the roads between the nodes nearest to each end, straight
 * from a door to its node. Null where no road is near an end, or none leads. One question at a time; its time is that of
 * one search over the roads (see `quickestOver`), whatever the number of places.
 */
export function journeysOver(graph: RoadGraph): RoadJourneys {
  const nearNode = nearNodeOver(graph)
  const quickest = quickestOver(graph)
  return ({ from, to, mode }) => {
    const start = nearNode(from, mode)
    if (!start) return to.map(() => null)
    const ends = to.map((place) => nearNode(place, mode))
    const nodes = ends.flatMap((end) => end?.node ?? [])
    const ways = quickest(start.node, nodes, mode)
    let rank = 0
    return to.map((place, at) => {
      const end = ends[at]
      if (!end) return null
      const way = ways[rank++]
      if (!way) return null
      if (end.node === start.node) return approach(geodesicKm(from, place) * 1000, mode)
      const doors = approach(doorsMetres(start, end), mode)
      return { metres: way.metres + doors.metres, seconds: way.seconds + doors.seconds }
    })
  }
}

function doorsMetres(start: Near, end: Near): number {
  return start.metres + end.metres
}

function approach(metres: number, mode: Mode): { metres: number; seconds: number } {
  return { metres, seconds: (metres * KMH_PER_METRE_SECOND) / APPROACH[mode] }
}
