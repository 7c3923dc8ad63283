import type { Points } from './earth.ts'

/** Points in a k-d tree, flat: `order` holds their indices, the middle of a range parting those before from those after. */
export type Tree = { points: Points; order: Int32Array }

const LEAF = 8

/** A tree over the points, splitting x, y, z in turn. O(n log² n). */
export function treeOf(points: Points): Tree {
  const order = Int32Array.from(points.x.keys())
  split({ points, order }, { low: 0, high: order.length, depth: 0 })
  return { points, order }
}

/**
 * Writes in `found` the points whose straight distance to (x, y, z) is at most `metres`, in no order; returns how many.
 * `found` must be as long as the tree.
 */
export function withinMetres(
  { points, order }: Tree,
  centre: { x: number; y: number; z: number; metres: number },
  found: Int32Array,
): number {
  const { x, y, z, metres } = centre
  const most = metres * metres
  let count = 0
  const visit = (low: number, high: number, depth: number): void => {
    if (high - low <= LEAF) {
      for (let at = low; at < high; at += 1) keep(order[at] as number)
      return
    }
    const middle = (low + high) >> 1
    const point = order[middle] as number
    const away =
      depth % 3 === 0
        ? x - (points.x[point] as number)
        : depth % 3 === 1
          ? y - (points.y[point] as number)
          : z - (points.z[point] as number)
    if (away <= metres) visit(low, middle, depth + 1)
    keep(point)
    if (away >= -metres) visit(middle + 1, high, depth + 1)
  }
  const keep = (point: number): void => {
    const dx = x - (points.x[point] as number)
    const dy = y - (points.y[point] as number)
    const dz = z - (points.z[point] as number)
    if (dx * dx + dy * dy + dz * dz <= most) {
      found[count] = point
      count += 1
    }
  }
  visit(0, order.length, 0)
  return count
}

type Range = { low: number; high: number; depth: number }

function split({ points, order }: Tree, { low, high, depth }: Range): void {
  if (high - low <= LEAF) return
  const along = [points.x, points.y, points.z][depth % 3] as Float64Array
  order.subarray(low, high).sort((a, b) => (along[a] as number) - (along[b] as number) || a - b)
  const middle = (low + high) >> 1
  split({ points, order }, { low, high: middle, depth: depth + 1 })
  split({ points, order }, { low: middle + 1, high, depth: depth + 1 })
}
