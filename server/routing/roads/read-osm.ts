import readPbf from 'tiny-osmpbf'
import { GraphBuilder } from './build-graph.ts'
import type { RoadGraph } from './graph.ts'
import { type WaySpeeds, waySpeeds } from './profiles.ts'

/** Why an extract was not read. */
export class UnreadableExtract extends Error {}

type Road = { nodes: readonly number[]; speeds: WaySpeeds }

/**
 * The roads of an OpenStreetMap extract (`.osm.pbf`, whole in memory). Read twice: roads first, then the positions of
 * their nodes only. A stretch that leaves the extract is left out. O(elements × log road nodes). @throws UnreadableExtract
 */
export function readRoads(file: ArrayBuffer): RoadGraph {
  const roads = roadsOf(file)
  if (roads.length === 0) throw new UnreadableExtract('aucune route dans ce fichier')
  const ids = idsOf(roads)
  const builder = new GraphBuilder()
  const ranks = nodesOf(file, ids, builder)
  for (const { nodes, speeds } of roads)
    for (let at = 1; at < nodes.length; at++) {
      const from = ranks[rankIn(ids, nodes[at - 1] ?? -1)] ?? -1
      const to = ranks[rankIn(ids, nodes[at] ?? -1)] ?? -1
      if (from >= 0 && to >= 0 && from !== to) builder.addStretch(from, to, speeds)
    }
  return builder.build()
}

function roadsOf(file: ArrayBuffer): Road[] {
  const roads: Road[] = []
  each(file, (element) => {
    if (element.type !== 'way' || element.tags.highway === undefined) return
    const speeds = waySpeeds(element.tags)
    if (speeds) roads.push({ nodes: element.nodes, speeds })
  })
  return roads
}

/** Nodes of roads, ascending, each once. */
function idsOf(roads: readonly Road[]): Float64Array {
  const all = Float64Array.from(roads.flatMap(({ nodes }) => nodes)).sort()
  return all.filter((id, at) => at === 0 || id !== all[at - 1])
}

/** The rank in the graph of each id; -1 where the extract does not hold it. */
function nodesOf(file: ArrayBuffer, ids: Float64Array, builder: GraphBuilder): Int32Array {
  const ranks = new Int32Array(ids.length).fill(-1)
  each(file, (element) => {
    if (element.type !== 'node') return
    const at = rankIn(ids, element.id)
    if (ids[at] === element.id && ranks[at] === -1)
      ranks[at] = builder.addNode([element.lon, element.lat])
  })
  return ranks
}

function each(file: ArrayBuffer, use: Parameters<typeof readPbf>[1]): void {
  try {
    readPbf(file, use)
  } catch (error) {
    throw new UnreadableExtract('ce fichier n’est pas un extrait .osm.pbf lisible', {
      cause: error,
    })
  }
}

/** Rank of the first id that is not before this one. */
function rankIn(ids: Float64Array, id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}
