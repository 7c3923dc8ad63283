import { geodesicKm, type LonLat } from '../../geo.ts'
import { Column } from '../../geocoding/offline/column.ts'
import { DEGREE, packSpeeds, type RoadGraph } from './graph.ts'
import type { WaySpeeds } from './profiles.ts'

/** A longer stretch without a node is cut, so that a home beside it is near a node of the road. */
const LONGEST_STRETCH_METRES = 100

/**
 * Collects the ways of an extract, then lays their arcs out by node. Nodes are named by rank, from 0 to the number of
 * positions given; those that cut long stretches come after. Lengths are along the WGS84 geodesic.
 */
export class GraphBuilder {
  private readonly lon = new Column(Int32Array)
  private readonly lat = new Column(Int32Array)
  private readonly tail = new Column(Uint32Array)
  private readonly head = new Column(Uint32Array)
  private readonly centimetres = new Column(Uint32Array)
  private readonly speeds = new Column(Uint32Array)

  /** The rank of a new node. */
  addNode([lon, lat]: LonLat): number {
    this.lon.push(Math.round(lon * DEGREE))
    this.lat.push(Math.round(lat * DEGREE))
    return this.lon.length - 1
  }

  /** A stretch of way between two nodes already added, straight from one to the other. */
  addStretch(from: number, to: number, { forward, backward }: WaySpeeds): void {
    const [start, end] = [this.positionAt(from), this.positionAt(to)]
    const metres = geodesicKm(start, end) * 1000
    const pieces = Math.max(1, Math.ceil(metres / LONGEST_STRETCH_METRES))
    const there = packSpeeds(forward)
    const back = packSpeeds(backward)
    let last = from
    for (let piece = 1; piece <= pieces; piece++) {
      const next = piece === pieces ? to : this.addNode(between(start, end, piece / pieces))
      if (there) this.addArc(last, next, { metres: metres / pieces, speeds: there })
      if (back) this.addArc(next, last, { metres: metres / pieces, speeds: back })
      last = next
    }
  }

  /** The arcs sorted by the node they leave (a counting sort), in the order they were added. */
  build(): RoadGraph {
    const nodes = this.lon.length
    const tails = this.tail.toArray()
    const firstArc = new Uint32Array(nodes + 1)
    for (const tail of tails) firstArc[tail + 1] = (firstArc[tail + 1] ?? 0) + 1
    for (let node = 0; node < nodes; node++)
      firstArc[node + 1] = (firstArc[node + 1] ?? 0) + (firstArc[node] ?? 0)
    const next = firstArc.slice()
    const rankOf = tails.map((tail) => {
      const rank = next[tail] ?? 0
      next[tail] = rank + 1
      return rank
    })
    return {
      lon: this.lon.toArray().slice(),
      lat: this.lat.toArray().slice(),
      firstArc,
      head: moved(this.head.toArray(), rankOf),
      centimetres: moved(this.centimetres.toArray(), rankOf),
      speeds: moved(this.speeds.toArray(), rankOf),
    }
  }

  private addArc(
    tail: number,
    head: number,
    { metres, speeds }: { metres: number; speeds: number },
  ): void {
    this.tail.push(tail)
    this.head.push(head)
    this.centimetres.push(Math.round(metres * 100))
    this.speeds.push(speeds)
  }

  private positionAt(node: number): LonLat {
    return [(this.lon.at(node) ?? 0) / DEGREE, (this.lat.at(node) ?? 0) / DEGREE]
  }
}

function between([lonA, latA]: LonLat, [lonB, latB]: LonLat, part: number): LonLat {
  return [lonA + (lonB - lonA) * part, latA + (latB - latA) * part]
}

function moved(values: Uint32Array, rankOf: Uint32Array): Uint32Array {
  const sorted = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) sorted[rankOf[i] ?? 0] = values[i] ?? 0
  return sorted
}
