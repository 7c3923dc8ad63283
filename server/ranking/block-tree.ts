/** Points to a block, one bit each in a word of 32. */
export const BLOCK = 32

/**
 * A k-d tree over points in space whose leaves are blocks of 32: `order` lists the points block after block, so that
 * one word of a bitmap in that order says who counts in a leaf. Nodes are in pre-order: the first half of a node of n
 * blocks is at node + 1, the second at node + 2 × (blocks of the first half). Boxes: least then most x, y, z per node.
 */
export interface BlockTree {
  order: Uint32Array
  boxes: Float64Array
  blocks: number
}

/** Coordinates of a point, in the units of the tree. */
export type Coordinates = readonly [x: number, y: number, z: number]

/** Cuts each box along its widest side, at the median. O(n log n). */
export function buildBlockTree(points: readonly Coordinates[]): BlockTree {
  const blocks = Math.ceil(points.length / BLOCK)
  const order = Uint32Array.from(points, (_, index) => index)
  const boxes = new Float64Array(6 * Math.max(0, 2 * blocks - 1))
  const building: Building = { xyz: Float64Array.from(points.flat()), order, boxes }
  if (blocks > 0) fill(building, { node: 0, first: 0, blocks })
  return { order, boxes, blocks }
}

type Building = { xyz: Float64Array; order: Uint32Array; boxes: Float64Array }
type Node = { node: number; first: number; blocks: number }

function fill(building: Building, { node, first, blocks }: Node): void {
  const from = first * BLOCK
  const to = Math.min(from + blocks * BLOCK, building.order.length)
  const axis = measure(building, node, [from, to])
  if (blocks === 1) return
  const left = blocks >> 1
  select(building, axis, { from, to: to - 1, rank: from + left * BLOCK })
  fill(building, { node: node + 1, first, blocks: left })
  fill(building, { node: node + 2 * left, first: first + left, blocks: blocks - left })
}

/** Writes the box of the points from `from` to before `to`; gives its widest side, 0 to 2. */
function measure(
  { xyz, order, boxes }: Building,
  node: number,
  [from, to]: [number, number],
): number {
  let widest = 0
  let width = -1
  for (let axis = 0; axis < 3; axis += 1) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let at = from; at < to; at += 1) {
      const value = xyz[3 * (order[at] ?? 0) + axis] ?? 0
      if (value < least) least = value
      if (value > most) most = value
    }
    boxes[6 * node + axis] = least
    boxes[6 * node + 3 + axis] = most
    if (most - least > width) [widest, width] = [axis, most - least]
  }
  return widest
}

type Range = { from: number; to: number; rank: number }

/** Hoare's quickselect: afterwards nothing before `rank` is more than what is at or after it. */
function select({ xyz, order }: Building, axis: number, { from, to, rank }: Range): void {
  const valueAt = (at: number) => xyz[3 * (order[at] ?? 0) + axis] ?? 0
  let [low, high] = [from, to]
  while (low < high) {
    const pivot = valueAt((low + high) >> 1)
    let [left, right] = [low, high]
    while (left <= right) {
      while (valueAt(left) < pivot) left += 1
      while (valueAt(right) > pivot) right -= 1
      if (left > right) break
      const moved = order[left] ?? 0
      order[left] = order[right] ?? 0
      order[right] = moved
      left += 1
      right -= 1
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else return
  }
}
