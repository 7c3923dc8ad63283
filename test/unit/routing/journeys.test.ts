import { expect, test } from 'vitest'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { GraphBuilder } from '../../../server/routing/roads/build-graph.ts'
import { journeysOver } from '../../../server/routing/roads/journeys.ts'

const speeds = { car: 50, foot: 5, bicycle: 16 }
const closed = { car: 0, foot: 5, bicycle: 0 }
const bothWays = { forward: speeds, backward: speeds }
const oneWay = { forward: speeds, backward: closed }
const leastWay = { forward: closed, backward: speeds }

const crossing: LonLat = [3.05, 50.6]
const deadEnd: LonLat = [3.05, 50.603]
const west: LonLat = [3.001, 50.6]
const east: LonLat = [3.08, 50.6]

test.each([
  ['leads to', oneWay],
  ['leads from', leastWay],
])(
  'a home at the dead end that a one-way street %s starts and ends on the road beside',
  (_, way) => {
    const journeys = village(way)
    const home: LonLat = [3.05, 50.6031]
    const [toWest, toEast] = journeys({ from: home, to: [west, east], mode: 'car' })
    expect(toWest?.metres).toBeCloseTo(metres(home, crossing) + metres(crossing, west), -2)
    expect(toEast?.metres).toBeCloseTo(metres(home, crossing) + metres(crossing, east), -2)
    const [back] = journeys({ from: west, to: [home], mode: 'car' })
    expect(back?.metres).toBeCloseTo(toWest?.metres ?? -1, -2)
  },
)

test('people on foot start from the dead end itself', () => {
  const [walk] = village(oneWay)({ from: deadEnd, to: [west], mode: 'foot' })
  expect(walk?.metres).toBeCloseTo(metres(deadEnd, crossing) + metres(crossing, west), 0)
})

test.each([90, 89.999, -89.999, -90, 91])(
  'a home at latitude %d is near no road, and is told so at once',
  (lat) => {
    expect(village(bothWays)({ from: [3, lat], to: [west], mode: 'car' })).toEqual([null])
  },
)

test('a position that is none is near no road', () => {
  for (const from of [Number.NaN, Number.POSITIVE_INFINITY])
    for (const place of [
      [from, 50.6],
      [3, from],
    ] as const)
      expect(village(bothWays)({ from: place, to: [west], mode: 'car' })).toEqual([null])
})

/** A road from west to east, with a node every 71 m, and a way from its middle to a dead end north of it. */
function village(way: typeof bothWays) {
  const builder = new GraphBuilder()
  const road = Array.from({ length: 101 }, (_, rank) => builder.addNode([3 + rank / 1000, 50.6]))
  for (const [rank, node] of road.slice(1).entries())
    builder.addStretch(road[rank] ?? 0, node, bothWays)
  builder.addStretch(road[50] ?? 0, builder.addNode(deadEnd), way)
  return journeysOver(builder.build())
}

function metres(from: LonLat, to: LonLat): number {
  return geodesicKm(from, to) * 1000
}
