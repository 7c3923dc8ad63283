import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strongPartSizes } from '../../../server/routing/roads/strong-parts.ts'
import { type Arc, arcs as anyArcs, graphOf, NODES } from './builders.ts'

const all = Array.from({ length: NODES }, (_, rank) => rank)

test('a part holds the nodes that are reached and come back, whatever the arcs', () => {
  fc.assert(
    fc.property(anyArcs, (arcs) => {
      const reached = all.map((from) => reachedFrom(from, arcs))
      const sizes = all.map(
        (from) => all.filter((to) => reached[from]?.has(to) && reached[to]?.has(from)).length,
      )
      expect([...strongPartSizes(graphOf(arcs), 'car')]).toEqual(sizes)
    }),
    { numRuns: 1000 },
  )
})

test('a mode that may not pass has parts of one node', () => {
  const arcs = [
    { from: 0, to: 1, centimetres: 100, kmh: 50 },
    { from: 1, to: 0, centimetres: 100, kmh: 50 },
  ]
  expect([...strongPartSizes(graphOf(arcs), 'car')].slice(0, 3)).toEqual([2, 2, 1])
  expect(Math.max(...strongPartSizes(graphOf(arcs), 'foot'))).toBe(1)
})

/** Wave after wave. */
function reachedFrom(start: number, arcs: readonly Arc[]): Set<number> {
  const reached = new Set([start])
  for (const _ of all)
    for (const { from, to, kmh } of arcs) if (kmh > 0 && reached.has(from)) reached.add(to)
  return reached
}
