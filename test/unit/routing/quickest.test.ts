import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickestOver } from '../../../server/routing/roads/quickest.ts'
import { type Arc, arcs as anyArcs, graphOf, NODES } from './builders.ts'

test('the quickest ways are those of Floyd and Warshall, from every node, question after question', () => {
  fc.assert(
    fc.property(anyArcs, (arcs) => {
      const quickest = quickestOver(graphOf(arcs))
      const all = Array.from({ length: NODES }, (_, rank) => rank)
      const table = allPairs(arcs)
      for (const from of all)
        for (const [to, way] of quickest(from, all, 'car').entries())
          expect(way?.seconds ?? Number.POSITIVE_INFINITY).toBeCloseTo(table[from]?.[to] ?? -1, 6)
    }),
  )
})

test('a mode that may not pass finds no way, whatever the others do', () => {
  const arcs = [{ from: 0, to: 1, centimetres: 1000, kmh: 50 }]
  const quickest = quickestOver(graphOf(arcs))
  expect(quickest(0, [1], 'foot')).toEqual([null])
  expect(quickest(0, [1], 'car')).toEqual([{ metres: 10, seconds: 0.72 }])
})

test('metres are those of the quickest way, not of the shortest', () => {
  const quickest = quickestOver(
    graphOf([
      { from: 0, to: 1, centimetres: 100_000, kmh: 5 },
      { from: 0, to: 2, centimetres: 100_000, kmh: 130 },
      { from: 2, to: 1, centimetres: 100_000, kmh: 130 },
    ]),
  )
  expect(quickest(0, [1], 'car')[0]?.metres).toBe(2000)
})

/** Seconds between every two nodes. */
function allPairs(arcs: readonly Arc[]): number[][] {
  const table = Array.from({ length: NODES }, (_, from) =>
    Array.from({ length: NODES }, (_, to) => (from === to ? 0 : Number.POSITIVE_INFINITY)),
  )
  const at = (from: number, to: number) => table[from]?.[to] ?? Number.POSITIVE_INFINITY
  const lower = (from: number, to: number, seconds: number) => {
    const row = table[from]
    if (row && seconds < at(from, to)) row[to] = seconds
  }
  for (const { from, to, centimetres, kmh } of arcs)
    if (kmh > 0) lower(from, to, (centimetres * 0.036) / kmh)
  for (let by = 0; by < NODES; by++)
    for (let from = 0; from < NODES; from++)
      for (let to = 0; to < NODES; to++) lower(from, to, at(from, by) + at(by, to))
  return table
}
